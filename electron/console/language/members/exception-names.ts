/** Exception types: each line is a base and what comes right under it. The first two bases need no line of their own. */
const TREE = `
System.Exception: System.TimeZoneNotFoundException System.SystemException System.ApplicationException System.AggregateException
System.SystemException: System.ArgumentException System.ArithmeticException System.FormatException System.IndexOutOfRangeException System.InvalidCastException System.InvalidOperationException System.NotImplementedException System.NotSupportedException System.NullReferenceException System.OutOfMemoryException System.StackOverflowException System.TimeoutException System.UnauthorizedAccessException System.RankException System.ArrayTypeMismatchException System.OperationCanceledException System.IO.IOException System.Collections.Generic.KeyNotFoundException System.Xml.XmlException System.Security.SecurityException System.Xml.XPath.XPathException System.Management.Automation.RuntimeException
System.ArgumentException: System.ArgumentNullException System.ArgumentOutOfRangeException System.Text.RegularExpressions.RegexParseException System.Globalization.CultureNotFoundException System.Text.DecoderFallbackException
System.ArithmeticException: System.DivideByZeroException System.OverflowException
System.FormatException: System.UriFormatException
System.InvalidOperationException: System.ObjectDisposedException System.Net.WebException System.Management.Automation.PSInvalidOperationException
System.NotSupportedException: System.PlatformNotSupportedException System.Management.Automation.PSNotSupportedException
System.NotImplementedException: System.Management.Automation.PSNotImplementedException
System.InvalidCastException: System.Management.Automation.PSInvalidCastException
System.OperationCanceledException: System.Threading.Tasks.TaskCanceledException
System.IO.IOException: System.IO.FileNotFoundException System.IO.DirectoryNotFoundException System.IO.PathTooLongException System.IO.EndOfStreamException
System.Management.Automation.PSInvalidCastException: System.Management.Automation.ArgumentTransformationMetadataInvalidCast
System.Management.Automation.RuntimeException: System.Management.Automation.ActionPreferenceStopException System.Management.Automation.CommandNotFoundException System.Management.Automation.ParameterBindingException System.Management.Automation.ParseException System.Management.Automation.SessionStateException System.Management.Automation.PipelineStoppedException System.Management.Automation.CmdletInvocationException System.Management.Automation.ExtendedTypeSystemException System.Management.Automation.MetadataException System.Management.Automation.RemoteException System.Management.Automation.ScriptCallDepthException System.Management.Automation.WildcardPatternException System.Management.Automation.ProviderInvocationException System.Management.Automation.PipelineDepthException System.Management.Automation.HaltCommandException System.Management.Automation.ApplicationFailedException System.Management.Automation.PSSecurityException System.Management.Automation.PropertyNotFoundException System.Management.Automation.InvalidPowerShellStateException
System.Management.Automation.ParameterBindingException: System.Management.Automation.ParameterBindingValidationException System.Management.Automation.ParameterBindingArgumentTransformationException
System.Management.Automation.ParseException: System.Management.Automation.IncompleteParseException
System.Management.Automation.SessionStateException: System.Management.Automation.ItemNotFoundException System.Management.Automation.ProviderNotFoundException System.Management.Automation.DriveNotFoundException System.Management.Automation.SessionStateUnauthorizedAccessException
System.Management.Automation.CmdletInvocationException: System.Management.Automation.CmdletProviderInvocationException
System.Management.Automation.ExtendedTypeSystemException: System.Management.Automation.MethodException System.Management.Automation.GetValueException System.Management.Automation.SetValueException System.Management.Automation.PSPropertyNotFoundException
System.Management.Automation.MethodException: System.Management.Automation.MethodInvocationException
System.Management.Automation.GetValueException: System.Management.Automation.GetValueInvocationException
System.Management.Automation.SetValueException: System.Management.Automation.SetValueInvocationException
System.Management.Automation.MetadataException: System.Management.Automation.ValidationMetadataException System.Management.Automation.ArgumentTransformationMetadataException
System.ArgumentOutOfRangeException: System.Management.Automation.PSArgumentOutOfRangeException
System.ArgumentNullException: System.Management.Automation.PSArgumentNullException
System.ObjectDisposedException: System.Management.Automation.PSObjectDisposedException
`;

/** Full name of an exception type → its base. */
export const EXCEPTION_BASES: ReadonlyMap<string, string> = new Map([
  ['System.Exception', 'System.Object'],
  ['System.Management.Automation.PSArgumentException', 'System.ArgumentException'],
  ...TREE.split('\n')
    .filter((line) => line !== '')
    .flatMap((line) => {
      const [base = '', under = ''] = line.split(': ');
      return under.split(' ').map((name): [string, string] => [name, base]);
    }),
]);
