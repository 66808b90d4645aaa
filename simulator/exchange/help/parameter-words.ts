import type { ServerParameter } from '../cmdlets/definition.ts';

/** Sentences about parameters, in our own words, by the parameter's name. */
const WORDS: Readonly<Record<string, string>> = {
  AccessRights: 'What the person may do with the mailbox.',
  Alias: 'The part of the address before the @; letters, digits and dots.',
  Anr: 'Finds what begins with this text in its name, alias or address.',
  Archive: 'Asks for the archive instead of the mailbox itself.',
  AutoMapping: 'Whether Outlook shows the mailbox by itself.',
  BypassSecurityGroupManagerCheck: 'Allows the change although the account does not own the group.',
  Credential: 'User name and password of the account that is used.',
  Description: 'Words that tell what it is for.',
  DisplayName: 'The name that people see in address lists.',
  DomainController: 'Understood for scripts of other days; it changes nothing here.',
  EmailAddresses: 'All addresses; the one with SMTP: in capitals is the main one.',
  Enabled: 'Whether it counts.',
  FileData: 'The bytes of the file.',
  Filter: 'A condition in OPATH, as in "Department -eq \'Sales\'".',
  Force: 'Leaves out the question that is asked otherwise.',
  GroupMailbox: 'Asks for Microsoft 365 groups.',
  HiddenFromAddressListsEnabled: 'Whether address lists leave it out.',
  Identity: 'Which one is meant: by name, alias, address, GUID or distinguished name.',
  ManagedBy: 'The owners.',
  Member: 'Who is added or taken out: by name, alias or address.',
  Members: 'Who is in it from the beginning.',
  MailTip: 'What people see while they write to it.',
  Name: 'The name that it is kept under; there is one of a name.',
  Notes: 'Words for those who look after it.',
  OrganizationalUnit: 'Only what is in this organisational unit.',
  Password: 'The first password; it is encrypted before it is sent.',
  Port: 'The port that the server listens on.',
  PrimarySmtpAddress: 'The main address.',
  ProhibitSendQuota: 'The size from which on nothing can be sent, as in 49 GB.',
  RecipientTypeDetails: 'Only recipients of these types.',
  RemoteServer: 'The server that is tried.',
  ResultSize: 'How many come at most; 1000 unless told, Unlimited for all.',
  Shared: 'Makes a mailbox that several people share.',
  SortBy: 'The property that they come in the order of.',
  SoftDeletedMailbox: 'Asks for mailboxes that were removed and can be brought back.',
  Type: 'Of which kind it is.',
  UseCustomRouting: 'Sends the request straight to where the mailbox is.',
  User: 'The person whom the right is given to.',
};

/** By how the name looks, where there is no sentence of its own. */
const LIKE: readonly (readonly [RegExp, (match: RegExpExecArray) => string])[] = [
  [
    /^(?:Extension)?CustomAttribute(\d+)$/,
    ([, number = '']) => `A place for your own words, the ${number}. of them.`,
  ],
  [/^(Accept|Reject)MessagesOnly?From/, ([, way = '']) => `Whose messages are ${way.toLowerCase()}ed.`],
  [/^Bypass/, () => 'Whom the rule leaves alone.'],
  [/^Include(.+)$/, ([, what = '']) => `Shows this too: ${spelt(what)}.`],
  [/Quota$/, () => 'A size, as in 50 GB, or Unlimited.'],
  [/Enabled$/, () => 'Whether it is on.'],
  [/Date|Duration|Limit$/, () => 'A date, a span of time or a number, as the setting needs it.'],
];

/** One or two sentences about a parameter. */
export function parameterWords({ name, kind, members }: ServerParameter): string[] {
  const own = WORDS[name];
  const found = own ?? like(name) ?? `Says this of it: ${spelt(name)}.`;
  return [
    found,
    ...(members === undefined || members.length > 30 ? [] : [`It takes ${members.join(', ')}.`]),
    ...(kind === 'secret' || kind === 'credential' ? ['The value is encrypted before it is sent.'] : []),
    ...(kind === 'list' ? ['A list replaces what is there; a table of Add and Remove changes it.'] : []),
  ];
}

function like(name: string): string | undefined {
  for (const [pattern, say] of LIKE) {
    const match = pattern.exec(name);
    if (match !== null) return say(match);
  }
  return undefined;
}

/** "MaxSendSize" in words. */
function spelt(name: string): string {
  return name.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
}
