/**
 * PowerShell's own English message for each of its parse error ids, which is what people search the web for. `%`
 * stands for what was found. Ids that lack one here are shown in plain words alone.
 */
export const powerShellMessages: Readonly<Record<string, string>> = {
  TerminatorExpectedAtEndOfString: 'The string is missing the terminator: %.',
  WhitespaceBeforeHereStringFooter: 'White space is not allowed before the string terminator.',
  UnexpectedCharactersAfterHereStringHeader:
    'No characters are allowed after a here-string header but before the end of the line.',
  EmptyVariableReference: 'An empty ${} variable reference was found. A name is required inside the braces.',
  InvalidBracedVariableReference: 'Variable reference is not valid. The variable name is missing.',
  InvalidVariableReference:
    "Variable reference is not valid. '$' was not followed by a valid variable name character. Consider using ${} to delimit the name.",
  InvalidVariableReferenceWithDrive:
    "Variable reference is not valid. ':' was not followed by a valid variable name character. Consider using ${} to delimit the name.",
  IncompleteDollarVariableReference: "${variable} reference starting is missing the closing '}'.",
  IncompleteDollarSubexpressionReference: "$(subexpression) is missing the closing ')'.",
  OpenBraceNeedsToBeBackTickedInVariableName: 'Use `{ instead of { in variable names.',
  IncompleteString: 'Incomplete string token.',
  UnrecognizedToken: 'Unrecognized token in source text.',
  MissingTerminatorMultiLineComment: "The terminator '#>' is missing from the multiline comment.",
  BadNumericConstant: 'The numeric constant % is not valid.',
  InvalidUnicodeEscapeSequence:
    "The Unicode escape sequence is not valid. A valid sequence is `u{ followed by one to six hex digits and a closing '}'.",
  MissingUnicodeEscapeSequenceTerminator: "The Unicode escape sequence is missing the closing '}'.",
  TooManyDigitsInUnicodeEscapeSequence:
    'The Unicode escape sequence contains more than the maximum of six hex digits between braces.',
  InvalidUnicodeEscapeSequenceValue:
    'The Unicode escape sequence value is out of range. The maximum value is 0x10FFFF.',
  UnexpectedToken: "Unexpected token '%' in expression or statement.",
  MissingEndParenthesisInExpression: "Missing closing ')' in expression.",
  MissingEndParenthesisInSubexpression: "Missing closing ')' in subexpression.",
  MissingEndParenthesisInMethodCall: "Missing ')' in method call.",
  MissingEndParenthesisAfterStatement: "Missing closing ')' after expression in '%' statement.",
  MissingEndParenthesisAfterForeach:
    "Missing closing ')' after expression part of foreach loop.\nThe correct form is: foreach ($a in $b) {...}",
  MissingEndParenthesisInFunctionParameterList: "Missing ')' in function parameter list.",
  MissingEndCurlyBrace: "Missing closing '}' in statement block or type definition.",
  MissingEndSquareBracket: "Missing ']' after array index expression.",
  EndSquareBracketExpectedAtEndOfAttribute: 'Missing ] at end of attribute or type literal.',
  EndSquareBracketExpectedAtEndOfType: 'Missing ] at end of type token.',
  MissingTypename: "Missing type name after '['.",
  MissingArrayIndexExpression: 'Array index expression is missing or not valid.',
  MissingPropertyName: 'Missing property name after reference operator.',
  MissingArgument: 'Missing argument in parameter list.',
  MissingExpression: "Missing expression after '%' in pipeline element.",
  MissingExpressionAfterToken: "Missing expression after '%'.",
  MissingExpressionAfterOperator: "Missing expression after unary operator '%'.",
  ExpectedExpression: "An expression was expected after '('.",
  ExpectedValueExpression: "You must provide a value expression following the '%' operator.",
  EmptyPipeElement: 'An empty pipe element is not allowed.',
  ExpressionsMustBeFirstInPipeline: 'Expressions are only allowed as the first element of a pipeline.',
  SplattingNotPermitted:
    "The splatting operator '@' cannot be used to reference variables in an expression. '@%' can be used only as an argument to a command. To reference variables in an expression use '$%'.",
  RedirectionNotSupported: "The '%' operator is reserved for future use.",
  MissingFileSpecification: 'Missing file specification after redirection operator.',
  StreamAlreadyRedirected: 'The % for this command is already redirected.',
  AmpersandNotAllowed:
    'The ampersand (&) character is not allowed. The & operator is reserved for future use; wrap an ampersand in double quotation marks ("&") to pass it as part of a string.',
  InvalidLeftHandSide:
    'The assignment expression is not valid. The input to an assignment operator must be an object that is able to accept assignments, such as a variable or a property.',
  MissingEqualsInHashLiteral: "Missing '=' operator after key in hash literal.",
  MissingStatementInHashLiteral: "Missing statement after '=' in hash literal.",
  DuplicateKeyInHashLiteral: "Duplicate keys '%' are not allowed in hash literals.",
  ReservedKeywordNotAllowed: "The '%' keyword is not supported in this version of the language.",
  MissingOpenParenthesisInIfStatement: "Missing '(' after '%' in if statement.",
  MissingOpenParenthesisAfterKeyword: "Missing opening '(' after keyword '%'.",
  IfStatementMissingCondition: "Missing condition in if statement after '% ('.",
  MissingExpressionAfterKeyword: "Missing expression after '%' in loop.",
  MissingStatementBlock: 'Missing statement block after % ( condition ).',
  MissingStatementBlockAfterElse: "Missing statement block after 'else' keyword.",
  MissingLoopStatement: 'Missing statement body in % loop.',
  MissingWhileOrUntilInDoWhile: 'Missing while or until keyword in do loop.',
  MissingVariableNameAfterForeach:
    'Missing variable name after foreach.\nThe correct form is: foreach ($a in $b) {...}',
  MissingInInForeach:
    "Missing 'in' after variable in foreach loop.\nThe correct form is: foreach ($a in $b) {...}",
  MissingForeachExpression:
    'Missing expression in foreach loop.\nThe correct form is: foreach ($a in $b) {...}',
  MissingForeachStatement:
    'Missing statement body in foreach loop.\nThe correct form is: foreach ($a in $b) {...}',
  MissingCurlyBraceInSwitchStatement: "Missing '{' in switch statement.",
  MissingSwitchConditionExpression: 'Missing condition in switch statement clause.',
  MissingSwitchStatementClause: 'Missing statement block in switch statement clause.',
  MultipleSwitchDefaultClauses: 'A switch statement can have only one default clause.',
  MissingTryStatementBlock: 'The Try statement is missing its statement block.',
  MissingCatchOrFinally: 'The Try statement is missing its Catch or Finally block.',
  MissingCatchHandlerBlock: 'The Catch block is missing its statement block.',
  EmptyCatchNotLast: 'Catch block must be the last catch block.',
  MissingNameAfterKeyword: 'Missing name after % keyword.',
  MissingFunctionBody: 'Missing function body in function declaration.',
  MissingNamedBlocks: "unexpected token '%', expected 'begin', 'process', 'end', 'clean', or 'dynamicparam'.",
  DuplicateScriptCommandClause: "Script command clause '%' has already been defined.",
  UnexpectedAttribute: "Unexpected attribute '%'.",
  MissingColonInTernaryExpression: "Missing ':' in the ternary expression.",
  BackgroundOperatorInPipelineChain: 'Background operators can only be used at the end of a pipeline chain.',
  InvalidEndOfLine: "The token '%' is not a valid statement separator in this version.",
  MissingEndParenthesisInSwitchStatement: "Missing ')' after expression in switch statement.",
  ParameterRequiresArgument: 'Parameter % requires an argument.',
  InvalidForeachFlag: 'The parameter % is not valid for the foreach statement.',
  InvalidSwitchFlag: 'The parameter % is not valid for the switch statement.',
  MissingFilenameOption:
    "Cannot process the 'switch' statement because of a missing file name argument to the -file option.",
  PipelineValueRequired:
    "A switch statement must have one of the following:  '-file file_name' or '( expression )'.",
  MissingFinallyStatementBlock: 'The Finally block is missing its statement block.',
  MissingTypeLiteralToken: 'Missing type literal.',
  MissingTrapStatement: "The 'trap' statement was incomplete. A trap statement requires a body.",
  InvalidFunctionParameter:
    'Parameter declarations are a comma-separated list of variable names with optional initializer expressions.',
  MissingNamedStatementBlock: "Missing statement block after '%'.",
  TypeNotAllowedBeforeParam: 'Unexpected type [%] was found in the parameter statement.',
  MissingStatementBlockForDataSection: 'The Data section is missing its statement block.',
  MissingStatementAfterKeyword: "Missing statement body after keyword '%'.",
  MissingExpressionInNamedArgument: "Missing statement after '=' in named argument.",
  EmptyPipelineChainElement: 'A pipeline chain operator must be followed by a pipeline.',
  OperatorRequiresVariableOrProperty: "The '%' operator works only on variables or on properties.",
  OrderedAttributeOnlyOnHashLiteralNode: 'The % attribute can be specified only on a hash literal node.',
  DuplicateFormalParameter: 'Duplicate parameter $% in parameter list.',
  OnlyOneParameterListAllowed:
    'The param statement cannot be used if arguments were specified in the function declaration.',
  ControlLeavingFinally: 'Flow of control cannot leave a Finally block.',
  ExceptionTypeAlreadyCaught: 'Exception type % is already handled by a previous handler.',
  SplattingNotPermittedInArgumentList:
    "Splatted variables like '@%' cannot be part of a comma-separated list of arguments.",
  DuplicateNamedArgument: "Duplicate named arguments '%' are not allowed.",
  ParameterAttributeArgumentNeedsToBeConstantOrScriptBlock:
    'Attribute argument must be a constant or a script block.',
  VoidTypeConstraintNotAllowed:
    '[void] cannot be used as a parameter type, or on the left side of an assignment.',
  WorkflowNotSupportedInPowerShellCore: 'Workflow is not supported in PowerShell 6+.',
  KeywordParameterReservedForFutureUse: 'The % parameter is reserved for future use.',
  UnexpectedKeyword: "Unexpected keyword '%'.",
  UsingMustBeAtStartOfScript: "A 'using' statement must appear before any other statements in a script.",
  InvalidParameterForDataSectionStatement:
    'The "%" parameter of the Data section is not valid. The valid Data section parameter is SupportedCommand.',
  MissingValueForSupportedCommandInDataSectionStatement:
    'The SupportedCommand parameter of the Data section is missing a value. Supply a cmdlet or function name to the parameter.',
  MissingThrottleLimit:
    'The ThrottleLimit parameter of the foreach statement is missing a value. Supply a throttle limit to the parameter.',
  ScriptTooComplicated: 'Processing was stopped because the script is too complex.',
};
