import { failure } from '../values/errors.ts';
import type { Terminating } from '../values/errors.ts';

/* PowerShell's words for members that aren't there or can't be set. */

export function missingStrict(name: string): Terminating {
  return failure(
    'PropertyNotFoundStrict',
    `The property '${name}' cannot be found on this object. Verify that the property exists.`,
    { type: 'System.Management.Automation.PropertyNotFoundException', category: 'NotSpecified' },
  );
}

export function readOnly(name: string): Terminating {
  return failure('PropertyAssignmentException', `'${name}' is a ReadOnly property.`);
}

export function notSettable(name: string, id: string): Terminating {
  return failure(
    id,
    `The property '${name}' cannot be found on this object. Verify that the property exists and can be set.`,
  );
}

export function setting(name: string, message: string): Terminating {
  return failure('ExceptionWhenSetting', `Exception setting "${name}": "${message}"`, {
    type: 'System.Management.Automation.SetValueInvocationException',
    category: 'NotSpecified',
  });
}

export function methodNotFound(typeName: string, name: string): Terminating {
  return failure(
    'MethodNotFound',
    `Method invocation failed because [${typeName}] does not contain a method named '${name}'.`,
    { target: name },
  );
}
