import type { PsNumber } from './values.ts';

/**
 * The syntax tree of the whole language. Node kinds carry PowerShell's own names without "Ast". `start` and `end` are
 * offsets in the script's text.
 */
export interface NodeBase {
  readonly start: number;
  readonly end: number;
}

export type Quote = 'bare' | 'single' | 'double' | 'singleHere' | 'doubleHere';

export interface StringConstantAst extends NodeBase {
  readonly kind: 'StringConstantExpression';
  readonly value: string;
  readonly quote: Quote;
}

export interface ConstantAst extends NodeBase {
  readonly kind: 'ConstantExpression';
  /** null: a number that fits no type (an error was reported). */
  readonly value: PsNumber | null;
}

export interface ExpandableStringAst extends NodeBase {
  readonly kind: 'ExpandableStringExpression';
  readonly quote: Quote;
  /** Text as it stands, and expressions whose text goes between. */
  readonly parts: readonly (string | ExpressionAst)[];
}

export interface VariableAst extends NodeBase {
  readonly kind: 'VariableExpression';
  /** Without the dollar sign and braces; scope or drive kept ("env:PATH", "script:x"). */
  readonly name: string;
  readonly splatted: boolean;
}

export interface UsingExpressionAst extends NodeBase {
  readonly kind: 'UsingExpression';
  readonly child: ExpressionAst;
}

export interface ArrayLiteralAst extends NodeBase {
  readonly kind: 'ArrayLiteral';
  readonly elements: readonly ExpressionAst[];
}

export interface ArrayExpressionAst extends NodeBase {
  readonly kind: 'ArrayExpression';
  readonly body: StatementBlockAst;
}

export interface SubExpressionAst extends NodeBase {
  readonly kind: 'SubExpression';
  readonly body: StatementBlockAst;
}

export interface ParenAst extends NodeBase {
  readonly kind: 'ParenExpression';
  readonly pipeline: StatementAst;
}

export interface HashtablePair {
  readonly key: ExpressionAst;
  readonly value: StatementAst;
}

export interface HashtableAst extends NodeBase {
  readonly kind: 'Hashtable';
  readonly pairs: readonly HashtablePair[];
}

export interface ScriptBlockExpressionAst extends NodeBase {
  readonly kind: 'ScriptBlockExpression';
  readonly body: ScriptBlockAst;
}

export interface MemberAst extends NodeBase {
  readonly kind: 'MemberExpression';
  readonly target: ExpressionAst;
  readonly member: ExpressionAst;
  readonly isStatic: boolean;
  readonly nullConditional: boolean;
}

export interface InvokeMemberAst extends NodeBase {
  readonly kind: 'InvokeMemberExpression';
  readonly target: ExpressionAst;
  readonly member: ExpressionAst;
  readonly arguments: readonly ExpressionAst[];
  readonly isStatic: boolean;
  readonly nullConditional: boolean;
}

export interface IndexAst extends NodeBase {
  readonly kind: 'IndexExpression';
  readonly target: ExpressionAst;
  readonly index: ExpressionAst;
  readonly nullConditional: boolean;
}

export interface UnaryAst extends NodeBase {
  readonly kind: 'UnaryExpression';
  readonly operator: string;
  readonly operand: ExpressionAst;
  /** `$i++` rather than `++$i`. */
  readonly postfix: boolean;
}

export interface BinaryAst extends NodeBase {
  readonly kind: 'BinaryExpression';
  /** Canonical: `-ieq` is `-eq`, `-ceq` stays. */
  readonly operator: string;
  readonly left: ExpressionAst;
  readonly right: ExpressionAst;
  readonly operatorStart: number;
}

export interface TernaryAst extends NodeBase {
  readonly kind: 'TernaryExpression';
  readonly condition: ExpressionAst;
  readonly whenTrue: ExpressionAst;
  readonly whenFalse: ExpressionAst;
}

export interface TypeName extends NodeBase {
  /** As written without its brackets, blanks removed: "System.Collections.Generic.List[string]", "int[]". */
  readonly name: string;
}

export interface TypeConstraintAst extends NodeBase {
  readonly kind: 'TypeConstraint';
  readonly typeName: TypeName;
}

/** `Mandatory`, `Position = 0`. */
export interface NamedArgument extends NodeBase {
  readonly name: string;
  /** null: written without one, which means true. */
  readonly value: ExpressionAst | null;
}

export interface AttributeAst extends NodeBase {
  readonly kind: 'Attribute';
  readonly typeName: TypeName;
  readonly positional: readonly ExpressionAst[];
  readonly named: readonly NamedArgument[];
}

export interface ConvertAst extends NodeBase {
  readonly kind: 'ConvertExpression';
  readonly type: TypeConstraintAst;
  readonly child: ExpressionAst;
}

export interface AttributedAst extends NodeBase {
  readonly kind: 'AttributedExpression';
  readonly attribute: AttributeAst;
  readonly child: ExpressionAst;
}

export interface TypeAst extends NodeBase {
  readonly kind: 'TypeExpression';
  readonly typeName: TypeName;
}

/** Stands where an error was reported. */
export interface ErrorExpressionAst extends NodeBase {
  readonly kind: 'ErrorExpression';
  readonly children: readonly ExpressionAst[];
}

export type ExpressionAst =
  | StringConstantAst
  | ConstantAst
  | ExpandableStringAst
  | VariableAst
  | UsingExpressionAst
  | ArrayLiteralAst
  | ArrayExpressionAst
  | SubExpressionAst
  | ParenAst
  | HashtableAst
  | ScriptBlockExpressionAst
  | MemberAst
  | InvokeMemberAst
  | IndexAst
  | UnaryAst
  | BinaryAst
  | TernaryAst
  | ConvertAst
  | AttributedAst
  | TypeAst
  | ErrorExpressionAst;

export interface CommandParameterAst extends NodeBase {
  readonly kind: 'CommandParameter';
  /** Without dash and colon, as typed. */
  readonly name: string;
  /** Of `-Name:value`. */
  readonly argument: ExpressionAst | null;
  /** Offset after the name (and its colon). */
  readonly nameEnd: number;
}

export type CommandElementAst = ExpressionAst | CommandParameterAst;

export interface RedirectionAst extends NodeBase {
  readonly kind: 'Redirection';
  /** 0 all, 1 output, 2 error, 3 warning, 4 verbose, 5 debug, 6 information. */
  readonly from: number;
  /** Set for `2>&1`. */
  readonly toStream: number | null;
  readonly file: ExpressionAst | null;
  readonly append: boolean;
}

export interface CommandAst extends NodeBase {
  readonly kind: 'Command';
  /** The first is the command's name. */
  readonly elements: readonly CommandElementAst[];
  readonly operator: '&' | '.' | null;
  readonly redirections: readonly RedirectionAst[];
}

export interface CommandExpressionAst extends NodeBase {
  readonly kind: 'CommandExpression';
  readonly expression: ExpressionAst;
  readonly redirections: readonly RedirectionAst[];
}

export interface PipelineAst extends NodeBase {
  readonly kind: 'Pipeline';
  readonly elements: readonly (CommandAst | CommandExpressionAst)[];
  /** `&` at the end. */
  readonly background: boolean;
}

export interface PipelineChainAst extends NodeBase {
  readonly kind: 'PipelineChain';
  readonly left: PipelineAst | PipelineChainAst;
  readonly operator: '&&' | '||';
  readonly right: PipelineAst;
  readonly background: boolean;
}

export interface AssignmentAst extends NodeBase {
  readonly kind: 'AssignmentStatement';
  readonly left: ExpressionAst;
  readonly operator: string;
  readonly right: StatementAst;
}

export interface StatementBlockAst extends NodeBase {
  readonly kind: 'StatementBlock';
  readonly statements: readonly StatementAst[];
  readonly traps: readonly TrapAst[];
}

export interface IfAst extends NodeBase {
  readonly kind: 'IfStatement';
  readonly clauses: readonly { readonly condition: StatementAst; readonly body: StatementBlockAst }[];
  readonly otherwise: StatementBlockAst | null;
}

export interface SwitchAst extends NodeBase {
  readonly kind: 'SwitchStatement';
  readonly label: string | null;
  readonly condition: StatementAst;
  readonly flags: readonly ('regex' | 'wildcard' | 'casesensitive' | 'file' | 'parallel')[];
  readonly clauses: readonly { readonly condition: ExpressionAst; readonly body: StatementBlockAst }[];
  readonly otherwise: StatementBlockAst | null;
}

export interface ForAst extends NodeBase {
  readonly kind: 'ForStatement';
  readonly label: string | null;
  readonly initializer: StatementAst | null;
  readonly condition: StatementAst | null;
  readonly iterator: StatementAst | null;
  readonly body: StatementBlockAst;
}

export interface ForEachAst extends NodeBase {
  readonly kind: 'ForEachStatement';
  readonly label: string | null;
  readonly variable: VariableAst;
  readonly condition: StatementAst;
  readonly parallel: boolean;
  readonly body: StatementBlockAst;
}

export interface WhileAst extends NodeBase {
  readonly kind: 'WhileStatement' | 'DoWhileStatement' | 'DoUntilStatement';
  readonly label: string | null;
  readonly condition: StatementAst;
  readonly body: StatementBlockAst;
}

export interface CatchClause extends NodeBase {
  readonly types: readonly TypeConstraintAst[];
  readonly body: StatementBlockAst;
}

export interface TryAst extends NodeBase {
  readonly kind: 'TryStatement';
  readonly body: StatementBlockAst;
  readonly catches: readonly CatchClause[];
  readonly finally: StatementBlockAst | null;
}

export interface TrapAst extends NodeBase {
  readonly kind: 'TrapStatement';
  readonly type: TypeConstraintAst | null;
  readonly body: StatementBlockAst;
}

export interface ParameterAst extends NodeBase {
  readonly name: string;
  readonly attributes: readonly (AttributeAst | TypeConstraintAst)[];
  readonly defaultValue: ExpressionAst | null;
}

export interface FunctionAst extends NodeBase {
  readonly kind: 'FunctionDefinition';
  readonly name: string;
  readonly type: 'function' | 'filter' | 'workflow';
  /** `function f($a, $b)`; null: none written there. */
  readonly parameters: readonly ParameterAst[] | null;
  readonly body: ScriptBlockAst;
}

export interface FlowAst extends NodeBase {
  readonly kind: 'ReturnStatement' | 'ThrowStatement' | 'ExitStatement';
  readonly pipeline: StatementAst | null;
}

export interface JumpAst extends NodeBase {
  readonly kind: 'BreakStatement' | 'ContinueStatement';
  readonly label: ExpressionAst | null;
}

export interface DataAst extends NodeBase {
  readonly kind: 'DataStatement';
  readonly variable: string | null;
  readonly commands: readonly ExpressionAst[];
  readonly body: StatementBlockAst;
}

/** What is read only so that it can be refused by name: class, enum, using, configuration, workflow blocks. */
export interface UnsupportedAst extends NodeBase {
  readonly kind: 'UnsupportedStatement';
  readonly keyword: string;
  readonly name: string | null;
}

/** Stands where an error was reported. */
export interface ErrorStatementAst extends NodeBase {
  readonly kind: 'ErrorStatement';
  readonly children: readonly (StatementAst | StatementBlockAst)[];
}

export type StatementAst =
  | PipelineAst
  | PipelineChainAst
  | AssignmentAst
  | IfAst
  | SwitchAst
  | ForAst
  | ForEachAst
  | WhileAst
  | TryAst
  | TrapAst
  | FunctionAst
  | FlowAst
  | JumpAst
  | DataAst
  | UnsupportedAst
  | ErrorStatementAst;

export interface NamedBlock extends NodeBase {
  readonly name: 'begin' | 'process' | 'end' | 'dynamicparam' | 'clean';
  readonly body: StatementBlockAst;
}

export interface ParamBlockAst extends NodeBase {
  readonly attributes: readonly AttributeAst[];
  readonly parameters: readonly ParameterAst[];
}

export interface ScriptBlockAst extends NodeBase {
  readonly kind: 'ScriptBlock';
  readonly param: ParamBlockAst | null;
  /** The statements of a block without named blocks; null where it has named ones. */
  readonly body: StatementBlockAst | null;
  readonly blocks: readonly NamedBlock[];
}

export interface ScriptAst extends ScriptBlockAst {
  readonly source: string;
}

/** Any node; `children` of walk.ts gives what is below it. */
export type AstNode =
  | ExpressionAst
  | CommandParameterAst
  | RedirectionAst
  | CommandAst
  | CommandExpressionAst
  | StatementBlockAst
  | StatementAst
  | ScriptBlockAst
  | TypeConstraintAst
  | AttributeAst;
