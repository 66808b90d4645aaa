import { PsSecureString } from '../../values/simple.ts';
import { argumentNull, characters, given, net, text } from '../args.ts';
import { define, defineReference } from '../define.ts';
import type { PsReference } from '../../values/block.ts';
import type { PsCredential } from '../../values/simple.ts';

/** State of a System.Net.NetworkCredential; the password is shown where a script asks for it by name. */
interface NetworkState {
  readonly userName: string;
  readonly password: PsSecureString;
  readonly domain: string;
}

function network(credential: PsCredential): PsReference {
  const [domain, user] = credential.userName.includes('\\')
    ? [credential.userName.split('\\')[0] ?? '', credential.userName.split('\\').slice(1).join('\\')]
    : ['', credential.userName];
  const state: NetworkState = { userName: user, password: credential.password, domain };
  return { kind: 'reference', typeName: 'System.Net.NetworkCredential', state };
}

define<PsCredential>('System.Management.Automation.PSCredential')
  .property('UserName', 'string', (self) => self.userName)
  .property('Password', 'securestring', (self) => self.password)
  .method('System.Net.NetworkCredential GetNetworkCredential()', (self) => network(self))
  .staticProperty('Empty', 'pscredential', () => null)
  .constructors('(string userName, securestring password)', (args) => {
    const password = given(args, 1);
    if (text(args, 0) === '') {
      throw net(
        'System.Management.Automation.PSArgumentException',
        'Cannot process argument because the value of argument "userName" is not valid. Change the value of the "userName" argument and run the operation again.',
      );
    }
    if (!(password instanceof PsSecureString)) throw argumentNull('password');
    return { kind: 'credential', userName: text(args, 0), password };
  });

defineReference<NetworkState>('System.Net.NetworkCredential')
  .property('UserName', 'string', (self) => self.userName)
  .property('Password', 'string', (self) => self.password.reveal())
  .property('SecurePassword', 'securestring', (self) => self.password)
  .property('Domain', 'string', (self) => self.domain)
  .constructors(
    '(string userName, string password)|(string userName, securestring password)|(string userName, string password, string domain)',
    (args) => {
      const password = given(args, 1);
      const state: NetworkState = {
        userName: text(args, 0),
        password: password instanceof PsSecureString ? password : new PsSecureString(text(args, 1)),
        domain: text(args, 2),
      };
      return { kind: 'reference', typeName: 'System.Net.NetworkCredential', state };
    },
  );

define<PsSecureString>('System.Security.SecureString')
  .property('Length', 'int', (self) => self.length)
  .action('AppendChar(char c)', (self, args) => {
    self.append(characters(args[0]));
  })
  .action('Clear()', (self) => {
    self.clear();
  })
  .method('securestring Copy()', (self) => new PsSecureString(self.reveal()))
  .action('Dispose()', () => undefined)
  .action('MakeReadOnly()', () => undefined)
  .method('bool IsReadOnly()', () => false)
  .constructors('()', () => new PsSecureString(''));
