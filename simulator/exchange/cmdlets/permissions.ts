import { MAILBOX_PERMISSION } from '../model/other-schemas.ts';
import { permissionRecords } from '../data/permissions.ts';
import { numbered, type Command } from './command.ts';
import { define } from './definition.ts';
import { theOne } from './select.ts';

const RIGHTS = 'FullAccess|ExternalAccount|DeleteItem|ReadPermission|ChangePermission|ChangeOwner';

const getMailboxPermission: Command = {
  access: 'reader',
  info: define(
    'Get-MailboxPermission',
    { set: 'AccessRights', batching: false },
    `Credential credential
     GroupMailbox switch
     Identity id ! 0 > notnull
     Owner switch @Owner
     ResultSize size
     SoftDeletedMailbox switch @AccessRights
     UseCustomRouting switch
     User id @AccessRights`,
  ),
  read: ({ store }, bound) => {
    const mailbox = theOne(store, bound.text('Identity') ?? '', 'Mailbox', 'mailbox');
    const user = bound.text('User')?.toLowerCase();
    const records = permissionRecords(store, mailbox)
      .filter((record) => user === undefined || record.User.toLowerCase() === user)
      .map((record) => ({
        Identity: mailbox.text('Name'),
        User: record.User,
        AccessRights: record.AccessRights,
        IsInherited: record.IsInherited,
        Deny: false,
        InheritanceType: 'All',
        IsValid: true,
      }));
    return { schema: MAILBOX_PERMISSION, rows: numbered(bound.flag('Owner') ? [] : records) };
  },
};

const addMailboxPermission: Command = {
  access: 'recipientAdmin',
  info: define(
    'Add-MailboxPermission',
    { set: 'AccessRights', impact: 'Medium' },
    `AccessRights enums=${RIGHTS} ! @AccessRights
     AutoMapping bool @AccessRights
     Identity id ! 0 ~ @AccessRights
     InheritanceType enum=None|All|Descendents|SelfAndChildren|Children @AccessRights
     User id ! @AccessRights`,
  ),
  plan: ({ store }, bound) => {
    const mailbox = theOne(store, bound.text('Identity') ?? '', 'Mailbox', 'mailbox');
    const user = theOne(store, bound.text('User') ?? '', 'User').text('UserPrincipalName');
    const rights = bound.list('AccessRights') ?? [];
    return {
      question: `Adding mailbox permission "${mailbox.text('Name')}" for user "${user}" with access rights "'${rights.join(', ')}'".`,
      apply: () => {
        const others = (store.grants.get(mailbox) ?? []).filter((grant) => grant.user !== user);
        store.grants.set(mailbox, [...others, { user, rights }]);
        store.changed();
        const record = {
          Identity: mailbox.text('Name'),
          User: user,
          AccessRights: rights,
          IsInherited: false,
          Deny: false,
          InheritanceType: 'All',
          IsValid: true,
        };
        return { schema: MAILBOX_PERMISSION, rows: numbered([record]) };
      },
    };
  },
};

export const PERMISSIONS: readonly Command[] = [getMailboxPermission, addMailboxPermission];
