import type { SavedQuery } from '../../shared/model/query.ts';

type Starter = Omit<SavedQuery, 'id' | 'createdAt' | 'updatedAt'>;

const starters: readonly Starter[] = [
  {
    name: 'Mailboxes of a kind',
    description: 'Every mailbox of one kind, with its address and size limits.',
    folder: 'Mailboxes',
    text: 'Get-EXOMailbox -RecipientTypeDetails {kind} -ResultSize {count} -PropertySets Minimum, Quota',
    parameters: [
      {
        kind: 'choice',
        name: 'kind',
        label: 'Mailbox kind',
        help: '',
        required: true,
        options: ['UserMailbox', 'SharedMailbox', 'RoomMailbox', 'EquipmentMailbox'],
        initial: 'SharedMailbox',
      },
      {
        kind: 'number',
        name: 'count',
        label: 'How many at most',
        help: '',
        required: true,
        initial: 1000,
        min: 1,
        max: 100000,
      },
    ],
    readOnly: true,
  },
  {
    name: 'Size of a mailbox',
    description: 'How full one mailbox is and when it was last used.',
    folder: 'Mailboxes',
    text: 'Get-MailboxStatistics -Identity {mailbox}',
    parameters: [
      {
        kind: 'text',
        name: 'mailbox',
        label: 'Mailbox',
        help: 'Address, alias or name',
        required: true,
        initial: '',
      },
    ],
    readOnly: true,
  },
  {
    name: 'Find a recipient',
    description: 'Mailboxes, groups and contacts whose name begins with a text.',
    folder: 'Helpdesk',
    text: 'Get-Recipient -Anr {name}',
    parameters: [
      {
        kind: 'text',
        name: 'name',
        label: 'Name begins with',
        help: 'Part of a name or address',
        required: true,
        initial: '',
      },
    ],
    readOnly: true,
  },
  {
    name: 'Members of a group',
    description: 'Who receives the mail of a distribution group.',
    folder: 'Helpdesk',
    text: 'Get-DistributionGroupMember -Identity {group} -ResultSize Unlimited',
    parameters: [
      {
        kind: 'text',
        name: 'group',
        label: 'Group',
        help: 'Address, alias or name',
        required: true,
        initial: '',
      },
    ],
    readOnly: true,
  },
  {
    name: 'Show or hide in address lists',
    description: 'Takes a mailbox out of the address lists, or puts it back.',
    folder: 'Helpdesk',
    text: 'Set-Mailbox -Identity {mailbox} -HiddenFromAddressListsEnabled {hidden}',
    parameters: [
      {
        kind: 'text',
        name: 'mailbox',
        label: 'Mailbox',
        help: 'Address, alias or name',
        required: true,
        initial: '',
      },
      { kind: 'switch', name: 'hidden', label: 'Hidden', help: '', required: true, initial: true },
    ],
    readOnly: false,
  },
  {
    name: 'Accepted domains',
    description: 'The domains this organisation receives mail for.',
    folder: 'Organisation',
    text: 'Get-AcceptedDomain',
    parameters: [],
    readOnly: true,
  },
  {
    name: 'Role holders',
    description: 'Which management roles are assigned to whom.',
    folder: 'Organisation',
    text: 'Get-ManagementRoleAssignment',
    parameters: [],
    readOnly: true,
  },
];

/** What a new user finds on the Queries screen; theirs to change and delete from then on. */
export const starterQueries = (at: string, newId: () => string): SavedQuery[] =>
  starters.map((starter) => ({ ...starter, id: newId(), createdAt: at, updatedAt: at }));
