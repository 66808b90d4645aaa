import type {
  AttributeAst,
  NamedArgument,
  ExpressionAst,
  StringConstantAst,
  TypeConstraintAst,
  TypeName,
} from '../ast.ts';
import type { Token } from '../lexer/tokens.ts';
import { bareWord } from './nodes.ts';
import { ParserCore } from './parser-core.ts';

/** Types and attributes in square brackets, and simple names. */
export abstract class TypeParser extends ParserCore {
  protected simpleNameRule(): StringConstantAst | null {
    this.lexer.wantSimpleName = true;
    if (this.ungot !== null && this.ungot.kind !== 'newLine' && this.ungot.kind !== 'endOfInput') {
      this.resync(this.ungot.at);
    }
    const token = this.peek();
    this.lexer.wantSimpleName = false;
    if (token.kind !== 'identifier') {
      if (token.kind === 'keyword' || token.kind === 'generic') this.resync(token.at);
      return null;
    }
    this.skip();
    return bareWord(token);
  }

  /** Attributes and type constraints in a row; null: none. @param inExpression a line end after a type ends the list. */
  protected attributeListRule(inExpression: boolean): (AttributeAst | TypeConstraintAst)[] | null {
    const list: (AttributeAst | TypeConstraintAst)[] = [];
    for (;;) {
      const attribute = this.attributeRule();
      if (attribute === null) break;
      list.push(attribute);
      this.checkChain(list.length);
      // Looking further for a line end would read a word to its end, again and again in `[a][b][c]…`.
      if (this.ungot === null && this.lexer.atBracket()) continue;
      if (!inExpression || attribute.kind === 'Attribute') this.skipNewlines();
    }
    return list.length === 0 ? null : list;
  }

  protected attributeRule(): AttributeAst | TypeConstraintAst | null {
    const open = this.leftBracket();
    if (open === null) return null;
    const typeName = this.inMode('typeName', () => {
      this.skipNewlines();
      return this.typeNameRule();
    });
    if (typeName === null) {
      this.resync(open.at);
      this.next();
      this.errorAfter('MissingTypename', open);
      this.resync(open.at);
      return null;
    }
    const token = this.next();
    if (token.kind === 'lParen') return this.attributeTail(open, typeName, token);
    let end = token.end;
    if (token.kind !== 'rBracket') {
      this.unget(token);
      this.report('EndSquareBracketExpectedAtEndOfAttribute', token.start, token.start);
      end = typeName.end;
    }
    return { kind: 'TypeConstraint', typeName, start: open.start, end };
  }

  private leftBracket(): Token | null {
    if (this.ungot !== null) {
      const { ungot } = this;
      if (ungot.kind === 'lBracket') {
        this.skip();
        return ungot;
      }
      if (ungot.kind === 'endOfInput' || ungot.kind === 'newLine' || !ungot.text.startsWith('[')) return null;
      this.resync(ungot.at);
    }
    return this.lexer.leftBracket();
  }

  private attributeTail(open: Token, typeName: TypeName, paren: Token): AttributeAst {
    this.skipNewlines();
    const positional: ExpressionAst[] = [];
    const named: NamedArgument[] = [];
    let last = this.inMode('expression', () =>
      this.withComma(true, () => this.attributeArguments(positional, named, paren.end)),
    );
    this.skipNewlines();
    const close = this.next();
    if (close.kind !== 'rParen') {
      this.unget(close);
      this.report('MissingEndParenthesisInExpression', last, last);
    } else {
      last = close.end;
    }
    this.skipNewlines();
    const bracket = this.next();
    if (bracket.kind !== 'rBracket') {
      this.unget(bracket);
      if (close.kind === 'rParen') this.errorAfter('EndSquareBracketExpectedAtEndOfAttribute', close);
    } else {
      last = bracket.end;
    }
    return { kind: 'Attribute', typeName, positional, named, start: open.start, end: last };
  }

  /** Reads arguments up to the closing bracket; returns the end of the last one. */
  private attributeArguments(positional: ExpressionAst[], named: NamedArgument[], from: number): number {
    let last = from;
    let before: Token | null = null;
    for (;;) {
      this.skipNewlines();
      const name = this.simpleNameRule();
      if (name !== null) {
        last = name.end;
        const token = this.peek();
        if (this.isOperator(token, '=')) {
          this.skip();
          this.skipNewlines();
          const value = this.expressionRule();
          if (value === null) {
            this.errorAfter('MissingExpressionInNamedArgument', token);
            this.syncOn(true, ['comma', 'rParen', 'rBracket', 'newLine']);
          }
          last = value?.end ?? token.end;
          named.push({ name: name.value, value, start: name.start, end: last });
        } else {
          named.push({ name: name.value, value: null, start: name.start, end: name.end });
        }
      } else {
        const value = this.expressionRule();
        if (value !== null) {
          positional.push(value);
          last = value.end;
        } else if (before !== null) {
          this.errorAfter('MissingExpressionAfterToken', before, ',');
          last = before.end;
        }
      }
      this.skipNewlines();
      const comma = this.peek();
      if (comma.kind !== 'comma') return last;
      last = comma.end;
      before = comma;
      this.skip();
    }
  }

  /** Reads `Name`, `Name[]`, `Name[Argument, Argument]`; an assembly name after a comma is passed over. */
  private typeNameRule(): TypeName | null {
    return this.nest(() => {
      const first = this.next();
      if (first.kind !== 'identifier') {
        this.unget(first);
        return null;
      }
      let name = first.value;
      let end = first.end;
      for (;;) {
        const token = this.peek();
        if (token.kind !== 'lBracket') break;
        this.skip();
        const tail = this.typeBrackets(token);
        name += tail.text;
        end = tail.end;
      }
      return { name, start: first.start, end };
    });
  }

  private typeBrackets(open: Token): { text: string; end: number } {
    let text = '[';
    let end = open.end;
    let wantsName = true;
    for (;;) {
      this.skipNewlines();
      const token = this.next();
      if (token.kind === 'rBracket') return { text: `${text}]`, end: token.end };
      if (token.kind === 'comma') {
        text += ',';
        wantsName = true;
      } else if (wantsName && (token.kind === 'identifier' || token.kind === 'lBracket')) {
        if (token.kind === 'identifier') this.unget(token);
        const inner = this.typeNameRule();
        if (inner === null) this.errorAfter('MissingTypename', token);
        text += inner?.name ?? '';
        end = inner?.end ?? token.end;
        if (token.kind === 'lBracket') {
          const close = this.next();
          if (close.kind !== 'rBracket') {
            this.unget(close);
            this.report('EndSquareBracketExpectedAtEndOfType', close.start, close.start);
            return { text: `${text}]`, end };
          }
        }
        wantsName = false;
      } else {
        if (wantsName && text === '[' && token.kind !== 'endOfInput') {
          this.errorAt('UnexpectedToken', token, token.text);
          this.syncOn(true, ['rBracket']);
        } else {
          this.unget(token);
          this.report('EndSquareBracketExpectedAtEndOfAttribute', token.start, token.start);
        }
        return { text: `${text}]`, end };
      }
    }
  }
}
