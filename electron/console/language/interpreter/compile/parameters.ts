import type {
  AttributeAst,
  ParameterAst,
  ParamBlockAst,
  TypeConstraintAst,
} from '../../../../../shared/powershell/ast.ts';
import type { CmdletInfo, CmdletParameter, ParameterSetEntry } from '../../../../../shared/model/cmdlet.ts';
import type { BindingTarget, ParameterRule } from '../../binding/arguments.ts';
import { convertTo, isNullable } from '../../convert/convert.ts';
import { toText } from '../../convert/text.ts';
import { toDouble } from '../../convert/numbers.ts';
import { truth } from '../../convert/truth.ts';
import { resolveType } from '../../members/types.ts';
import { SWITCH_OFF } from '../../values/switch.ts';
import { isNumber, type Value } from '../../values/model.ts';
import type { CompiledParameter } from '../code.ts';
import type { Frame } from '../frame.ts';
import type { AttributeValues } from '../validation.ts';
import { attributeName, attributeValues, checkOf, converterOf, validatorsOf } from './attributes.ts';
import type { Compiler } from './context.ts';

const ALL = '__AllParameterSets';

function typeOf(ast: ParameterAst): TypeConstraintAst | null {
  return ast.attributes.findLast((each) => each.kind === 'TypeConstraint') ?? null;
}

/** .NET short name: "Int32", "SwitchParameter", "Object". */
function shortType(ast: ParameterAst): string {
  const type = typeOf(ast);
  if (type === null) return 'Object';
  const written = type.typeName.name;
  if (/^(switch|switchparameter)$/i.test(written)) return 'SwitchParameter';
  const full = resolveType(written) ?? written;
  if (full === 'System.Management.Automation.SwitchParameter') return 'SwitchParameter';
  if (full === 'System.Management.Automation.ScriptBlock') return 'ScriptBlock';
  return /^System\.[^.]+$/.test(full) ? full.slice('System.'.length) : full;
}

function attributesNamed(
  ast: { attributes: readonly (AttributeAst | TypeConstraintAst)[] },
  name: string,
): AttributeAst[] {
  return ast.attributes
    .filter((each) => each.kind === 'Attribute')
    .filter((each) => attributeName(each) === name);
}

export function isAdvanced(param: ParamBlockAst | null): boolean {
  if (param === null) return false;
  if (attributesNamed(param, 'cmdletbinding').length > 0) return true;
  return param.parameters.some((parameter) => attributesNamed(parameter, 'parameter').length > 0);
}

/** Names that an Alias attribute of the block gives the function. */
export function functionAliases(c: Compiler, param: ParamBlockAst | null): (frame: Frame) => string[] {
  const given = param === null ? [] : attributesNamed(param, 'alias').map((each) => attributeValues(c, each));
  return (frame) => given.flatMap((each) => each(frame).positional.map(toText));
}

/** Default values and later checks of the parameters' variables. */
export function compileParameters(c: Compiler, param: ParamBlockAst | null): CompiledParameter[] {
  const advanced = isAdvanced(param);
  const same = (value: Value): Value => value;
  return (param?.parameters ?? []).map((ast) => {
    const type = typeOf(ast);
    const check = checkOf(c, ast.attributes, ast.name);
    return {
      name: ast.name,
      lower: ast.name.toLowerCase(),
      defaultValue: ast.defaultValue === null ? null : c.expression(ast.defaultValue),
      empty: () => emptyValue(type, c),
      convert:
        type === null ? null : (): ((value: Value) => Value) => converterOf(c.interp, type, advanced) ?? same,
      check: type === null && !ast.attributes.some((each) => each.kind === 'Attribute') ? () => null : check,
      node: ast,
    };
  });
}

const WITH_EMPTY =
  /^System\.(Int32|Int64|Double|Decimal|Single|Boolean|String|Byte|SByte|Int16|UInt16|UInt32|UInt64|Char|Numerics\.BigInteger)$/;

function emptyValue(type: TypeConstraintAst | null, c: Compiler): Value {
  if (type === null) return null;
  const written = type.typeName.name;
  if (/^(switch|switchparameter)$/i.test(written)) return SWITCH_OFF;
  const full = resolveType(written);
  if (full === null || isNullable(written) || !WITH_EMPTY.test(full)) return null;
  return convertTo(null, full, c.interp.host.culture);
}

function flag(values: AttributeValues, name: string): boolean {
  const value = values.named(name);
  return value !== undefined && truth(value);
}

/** What arguments are bound to, worked out at the first call. */
export function bindingTarget(
  c: Compiler,
  param: ParamBlockAst | null,
  advanced: boolean,
): (name: string, frame: Frame) => BindingTarget {
  const parameters = param?.parameters ?? [];
  const binding = param === null ? undefined : attributesNamed(param, 'cmdletbinding')[0];
  const bindingValues = binding === undefined ? null : attributeValues(c, binding);
  const parts = parameters.map((ast) => ({
    ast,
    sets: attributesNamed(ast, 'parameter').map((each) => attributeValues(c, each)),
    aliases: attributesNamed(ast, 'alias').map((each) => attributeValues(c, each)),
    allow: {
      null: attributesNamed(ast, 'allownull').length > 0,
      string: attributesNamed(ast, 'allowemptystring').length > 0,
      collection: attributesNamed(ast, 'allowemptycollection').length > 0,
    },
    validators: validatorsOf(c, ast.attributes),
  }));
  let made: { info: Omit<CmdletInfo, 'name'>; rules: Map<string, ParameterRule> } | null = null;
  const targets = new Map<string, BindingTarget>();

  return (name, frame) => {
    const known = targets.get(name);
    if (known !== undefined) return known;
    made ??= make(frame);
    const target: BindingTarget = {
      info: { ...made.info, name },
      command: name,
      advanced,
      isFunction: true,
      rules: made.rules,
    };
    targets.set(name, target);
    return target;
  };

  function make(frame: Frame): NonNullable<typeof made> {
    const options = bindingValues?.(frame) ?? null;
    const byPosition = options?.named('PositionalBinding') !== false;
    const evaluated = parts.map((part) => ({ ...part, values: part.sets.map((each) => each(frame)) }));
    const explicit = evaluated.some(({ values }) =>
      values.some((each) => each.named('Position') !== undefined),
    );
    let position = 0;
    const rules = new Map<string, ParameterRule>();
    const list = evaluated.map(({ ast, values, aliases, allow, validators }): CmdletParameter => {
      const type = shortType(ast);
      const remaining = values.some((each) => flag(each, 'ValueFromRemainingArguments'));
      const own = byPosition && !explicit && type !== 'SwitchParameter' && !remaining ? position++ : null;
      const constraint = typeOf(ast);
      const checks = validators(frame);
      rules.set(ast.name.toLowerCase(), {
        convert: constraint === null ? null : converterOf(c.interp, constraint, advanced),
        validate:
          checks.length === 0
            ? null
            : (value) => {
                for (const check of checks) {
                  const reason = check(value);
                  if (reason !== null) return reason;
                }
                return null;
              },
        allowNull: allow.null,
        allowEmptyString: allow.string,
        allowEmptyCollection: allow.collection,
        remaining,
      });
      const sets = values.length === 0 ? [setEntry(null, own)] : values.map((each) => setEntry(each, own));
      return {
        name: ast.name,
        type,
        aliases: aliases.flatMap((each) => each(frame).positional.map(toText)),
        sets,
      };
    });
    const defaultSet = options?.named('DefaultParameterSetName');
    const impact = options?.named('ConfirmImpact');
    return {
      info: {
        defaultSet: defaultSet === undefined ? null : toText(defaultSet),
        supportsShouldProcess: options !== null && flag(options, 'SupportsShouldProcess'),
        confirmImpact: impactOf(impact),
        batching: false,
        encrypted: [],
        parameters: list,
      },
      rules,
    };
  }
}

function impactOf(value: Value | undefined): CmdletInfo['confirmImpact'] {
  const text = value === undefined || value === null ? 'Medium' : toText(value).toLowerCase();
  if (text === 'high') return 'High';
  if (text === 'low') return 'Low';
  return text === 'none' ? 'None' : 'Medium';
}

function setEntry(values: AttributeValues | null, ownPosition: number | null): ParameterSetEntry {
  if (values === null) {
    return { set: ALL, mandatory: false, position: ownPosition, pipeline: false, byName: false };
  }
  const set = values.named('ParameterSetName');
  const position = values.named('Position');
  return {
    set: set === undefined || set === null ? ALL : toText(set),
    mandatory: flag(values, 'Mandatory'),
    position: position !== undefined && isNumber(position) ? toDouble(position) : ownPosition,
    pipeline: flag(values, 'ValueFromPipeline'),
    byName: flag(values, 'ValueFromPipelineByPropertyName'),
  };
}
