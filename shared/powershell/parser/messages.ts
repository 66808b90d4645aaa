import { powerShellMessages } from './powershell-messages.ts';

/** Plain words for each of PowerShell's parse error ids: what is wrong, and what to do. `%` stands for what was found. */
const texts: Record<string, readonly [message: string, hint: string]> = {
  TerminatorExpectedAtEndOfString: [
    'A quoted text is not closed: % is missing.',
    'Add the closing quote. A quote inside the text is written twice.',
  ],
  WhitespaceBeforeHereStringFooter: [
    'Blanks stand before the end of a here-string.',
    'Move the closing quote and @ to the very start of the line.',
  ],
  UnexpectedCharactersAfterHereStringHeader: [
    'Text follows the opening of a here-string on the same line.',
    'Start the text on the next line.',
  ],
  IncompleteDollarSubexpressionReference: [
    'A $( … ) inside a text is not closed.',
    'Add the closing ) before the closing quote.',
  ],
  IncompleteDollarVariableReference: ['A ${ … } variable name is not closed.', 'Add the closing }.'],
  EmptyVariableReference: ['A ${ } variable has no name.', 'Write a name between the braces.'],
  InvalidVariableReference: [
    'A $ is not followed by a usable variable name.',
    'Write `$ for a plain dollar sign.',
  ],
  InvalidVariableReferenceWithDrive: [
    'A colon ends a variable name.',
    'Write ${name}: so that the colon is text.',
  ],
  InvalidBracedVariableReference: ['A ${ … } variable has no usable name.', 'Write a name after the colon.'],
  OpenBraceNeedsToBeBackTickedInVariableName: [
    'A { stands in a ${ … } variable name.',
    'Put a backtick before it.',
  ],
  IncompleteString: ['The text ends with a backtick.', 'Remove it, or write what follows it.'],
  UnrecognizedToken: ['An @ stands alone here.', "Quote the value that contains it: '@…'."],
  SplattingNotPermitted: [
    'An @ with a name stands inside a value.',
    'Put the whole value in quotes, so that @, & and { } in it are text. For a variable, write $%.',
  ],
  MissingTerminatorMultiLineComment: ['A <# comment is not closed.', 'Add #>.'],
  BadNumericConstant: ['% is not a number that fits its type.', 'Use a smaller number or another suffix.'],
  InvalidUnicodeEscapeSequence: [
    'A `u{ } escape has no digits.',
    'Write the hexadecimal number of the character.',
  ],
  MissingUnicodeEscapeSequenceTerminator: ['A `u{ escape is not closed.', 'Add } after the digits.'],
  TooManyDigitsInUnicodeEscapeSequence: ['A `u{ } escape has too many digits.', 'Use at most six.'],
  InvalidUnicodeEscapeSequenceValue: ['A `u{ } escape is beyond the last character.', 'Use at most 10FFFF.'],
  UnexpectedToken: [
    '% does not belong here.',
    'Check what stands before it: a missing operator, comma, quote or bracket.',
  ],
  InvalidEndOfLine: ['% does not belong here.', 'Remove it.'],
  MissingEndParenthesisInExpression: ['A ( is not closed.', 'Add the missing ).'],
  MissingEndParenthesisInSubexpression: ['A $( or @( is not closed.', 'Add the missing ).'],
  MissingEndParenthesisInMethodCall: ['The arguments of a method are not closed.', 'Add the missing ).'],
  MissingEndParenthesisAfterStatement: ["The condition of '%' is not closed.", 'Add the missing ).'],
  MissingEndParenthesisInSwitchStatement: ["The value of 'switch' is not closed.", 'Add the missing ).'],
  MissingEndParenthesisAfterForeach: ["The list of 'foreach' is not closed.", 'Add the missing ).'],
  MissingEndParenthesisInFunctionParameterList: ['The parameter list is not closed.', 'Add the missing ).'],
  MissingEndCurlyBrace: ['A { is not closed.', 'Add the missing }.'],
  MissingEndSquareBracket: ['A [ is not closed.', 'Add the missing ].'],
  EndSquareBracketExpectedAtEndOfAttribute: [
    'The ] of a type or attribute is missing.',
    'Add the missing ].',
  ],
  EndSquareBracketExpectedAtEndOfType: ['The ] of a type is missing.', 'Add the missing ].'],
  MissingTypename: ['A type name is missing after [.', 'Write the type, or quote the text if it is one.'],
  MissingArrayIndexExpression: [
    'An index is missing between [ and ].',
    'Write the number or name to look up.',
  ],
  MissingPropertyName: [
    'A property name is missing after the dot.',
    'Write the name directly after the dot.',
  ],
  MissingArgument: [
    'A comma stands where a value is expected.',
    'Remove the comma, or quote the value that contains it.',
  ],
  MissingExpression: ['A value is missing after %.', 'Write the value, or remove it.'],
  MissingExpressionAfterToken: ['A value is missing after %.', 'Write the value, or remove it.'],
  MissingExpressionAfterOperator: ['A value is missing after %.', 'Write the value after the operator.'],
  ExpectedExpression: [
    'Nothing stands between ( and ).',
    'Write a value between them, or quote the text that contains them.',
  ],
  ExpectedValueExpression: ['A value is missing after %.', 'Write the value after the operator.'],
  EmptyPipeElement: ['A command is missing at a pipe.', 'Write a command after |, or remove it.'],
  ExpressionsMustBeFirstInPipeline: [
    'A value can only stand at the start of a pipeline.',
    'Put ForEach-Object before it, or use a command.',
  ],
  RedirectionNotSupported: [
    '% is not supported.',
    'If < and > mark a place to fill in, replace them and the text between; else quote the value.',
  ],
  MissingFileSpecification: [
    'A file name is missing after a redirection.',
    'Write the name, or quote the > if it is text.',
  ],
  StreamAlreadyRedirected: ['The same stream is redirected twice.', 'Remove one of the redirections.'],
  AmpersandNotAllowed: ['An & does not belong here.', "Quote it if it is part of a text: '&'."],
  ParameterRequiresArgument: ['% has a colon but no value.', 'Write the value after the colon.'],
  InvalidLeftHandSide: ['What stands before = cannot be assigned to.', 'Assign to a variable or a property.'],
  MissingEqualsInHashLiteral: [
    'An = is missing after a key of @{ }.',
    'Write Key = value, with ; or a new line between pairs.',
  ],
  MissingStatementInHashLiteral: ['A value is missing after = in @{ }.', 'Write the value of this key.'],
  DuplicateKeyInHashLiteral: ['The key % stands twice in @{ }.', 'Remove one of them.'],
  ReservedKeywordNotAllowed: ["The word '%' is reserved.", 'Quote it, or use another name.'],
  MissingOpenParenthesisInIfStatement: [
    "A ( is missing after '%'.",
    'Write the condition in round brackets.',
  ],
  MissingOpenParenthesisAfterKeyword: [
    "A ( is missing after '%'.",
    'Write what it works on in round brackets.',
  ],
  IfStatementMissingCondition: ["'%' has no condition.", 'Write the condition between ( and ).'],
  MissingExpressionAfterKeyword: ["'%' has no condition.", 'Write the condition between ( and ).'],
  MissingStatementBlock: ["'%' has no block.", 'Write { … } after the condition.'],
  MissingStatementBlockAfterElse: ["'else' has no block.", 'Write { … } after it.'],
  MissingLoopStatement: ["'%' has no block.", 'Write { … } after it.'],
  MissingWhileOrUntilInDoWhile: [
    "'do' has no 'while' or 'until'.",
    'Add while (…) or until (…) after the block.',
  ],
  MissingVariableNameAfterForeach: ["'foreach' has no variable.", 'Write foreach ($item in $list) { … }.'],
  MissingInInForeach: ["'foreach' has no 'in'.", 'Write foreach ($item in $list) { … }.'],
  MissingForeachExpression: ["'foreach' has no list.", 'Write foreach ($item in $list) { … }.'],
  MissingForeachStatement: ["'foreach' has no block.", 'Write { … } after the list.'],
  InvalidForeachFlag: ['-% is not an option of foreach.', 'Remove it.'],
  MissingThrottleLimit: ['A number is missing after -ThrottleLimit.', 'Write it.'],
  InvalidSwitchFlag: [
    '-% is not an option of switch.',
    'Use -Regex, -Wildcard, -Exact, -CaseSensitive or -File.',
  ],
  MissingFilenameOption: ['A file name is missing after -File.', 'Write it.'],
  PipelineValueRequired: ["'switch' has no value.", 'Write the value in round brackets.'],
  MissingCurlyBraceInSwitchStatement: ["'switch' has no block.", 'Write { value { … } } after it.'],
  MissingSwitchConditionExpression: ['A value to compare with is missing in switch.', 'Write value { … }.'],
  MissingSwitchStatementClause: [
    'A block is missing after a value in switch.',
    'Write { … } after the value.',
  ],
  MultipleSwitchDefaultClauses: ["'switch' has two default blocks.", 'Remove one of them.'],
  MissingTryStatementBlock: ["'try' has no block.", 'Write { … } after it.'],
  MissingCatchOrFinally: ["'try' has neither 'catch' nor 'finally'.", 'Add catch { … } after the block.'],
  MissingCatchHandlerBlock: ["'catch' has no block.", 'Write { … } after it.'],
  MissingFinallyStatementBlock: ["'finally' has no block.", 'Write { … } after it.'],
  MissingTypeLiteralToken: ['An error type is missing after a comma.', 'Write [Type], or remove the comma.'],
  EmptyCatchNotLast: ["A 'catch' for every error must be the last one.", 'Move it to the end.'],
  MissingTrapStatement: ["'trap' has no block.", 'Write { … } after it.'],
  MissingNameAfterKeyword: ["A name is missing after '%'.", 'Write the name of the function.'],
  MissingFunctionBody: ['A function has no block.', 'Write { … } after its name.'],
  InvalidFunctionParameter: ['A parameter has no variable.', 'Write $Name after its attributes.'],
  MissingNamedStatementBlock: ["'%' has no block.", 'Write { … } after it.'],
  MissingNamedBlocks: [
    "% stands beside the blocks 'begin', 'process' and 'end'.",
    'Move it into one of them: a body has named blocks or plain statements, not both.',
  ],
  DuplicateNamedArgument: ["The argument '%' stands twice in an attribute.", 'Remove one of them.'],
  ParameterAttributeArgumentNeedsToBeConstantOrScriptBlock: [
    'An attribute holds a value that is worked out.',
    'Write a plain text, a number, $true, $false or a block.',
  ],
  VoidTypeConstraintNotAllowed: ['[void] is no type of a variable.', 'Remove it, or assign to $null.'],
  WorkflowNotSupportedInPowerShellCore: [
    'Workflows belong to Windows PowerShell.',
    "Write a function in place of 'workflow'.",
  ],
  KeywordParameterReservedForFutureUse: ['The option belongs to workflows.', 'Remove it.'],
  UnexpectedKeyword: ["The block '%' belongs to workflows.", 'Remove the word and its braces.'],
  UsingMustBeAtStartOfScript: ["'using' stands after other statements.", 'Move it to the first lines.'],
  DuplicateScriptCommandClause: ["'%' stands twice.", 'Remove one of them.'],
  TypeNotAllowedBeforeParam: ['A type does not belong before param.', 'Remove it.'],
  UnexpectedAttribute: ['The attribute % does not belong here.', 'Remove it.'],
  MissingStatementBlockForDataSection: ["'data' has no block.", 'Write { … } after it.'],
  MissingValueForSupportedCommandInDataSectionStatement: [
    'A command name is missing after -SupportedCommand.',
    'Write it.',
  ],
  InvalidParameterForDataSectionStatement: ['-% is not an option of data.', 'Use -SupportedCommand.'],
  MissingStatementAfterKeyword: ["'%' has no block.", 'Write { … } after it.'],
  OperatorRequiresVariableOrProperty: [
    '% changes what stands beside it, which is no variable.',
    'Put the value into a variable first.',
  ],
  OrderedAttributeOnlyOnHashLiteralNode: ['[%] needs a @{ } directly after it.', 'Write [ordered]@{ … }.'],
  DuplicateFormalParameter: ['The parameter $% stands twice.', 'Remove one of them.'],
  OnlyOneParameterListAllowed: [
    'Parameters stand after the name and in param( ).',
    'Keep one of the two lists.',
  ],
  ControlLeavingFinally: ["A jump leads out of 'finally'.", 'Move it after the block.'],
  ExceptionTypeAlreadyCaught: [
    "An earlier 'catch' takes % already.",
    'Put the more special one first, or remove it.',
  ],
  SplattingNotPermittedInArgumentList: ['@% stands in a list.', 'Give it as an argument of its own.'],
  MissingColonInTernaryExpression: ['A : is missing after ?.', 'Write condition ? value : other value.'],
  MissingExpressionInNamedArgument: ['A value is missing after =.', 'Write it.'],
  EmptyPipelineChainElement: ['A command is missing after %.', 'Write a command, or remove it.'],
  BackgroundOperatorInPipelineChain: ['An & does not belong here.', 'Remove it.'],
  ScriptTooComplicated: [
    'The text is nested too deeply.',
    'Take the innermost parts out into variables of their own.',
  ],
};

/**
 * Message and hint for an error id: PowerShell's own message where it has one, then what it means in plain words.
 * @param argument what was found, put in place of the percent sign.
 */
export function errorText(id: string, argument = ''): { message: string; hint: string } {
  const [plain, todo] = texts[id] ?? [`This cannot be read (${id}).`, ''];
  const shown = argument.length > 60 ? `${argument.slice(0, 57)}…` : argument;
  const words = plain.split('%').join(shown);
  const hint = todo.split('%').join(shown);
  const official = powerShellMessages[id];
  if (official === undefined) return { message: words, hint };
  return { message: official.split('%').join(argument), hint: `${words} ${hint}`.trim() };
}

/** True where `id` has words of its own; for the test that no id lacks them. */
export function hasErrorText(id: string): boolean {
  return texts[id] !== undefined;
}
