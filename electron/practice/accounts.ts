/** Accounts to try the practice cloud with, as its own sign-in page offers them too. All have the same password. */
const PASSWORD = 'practice';

export const PRACTICE_ACCOUNTS = [
  {
    username: 'admin@partner.practice.localhost',
    password: PASSWORD,
    about: 'Partner with many customers; approves a number',
  },
  {
    username: 'helpdesk@partner.practice.localhost',
    password: PASSWORD,
    about: 'Partner’s helpdesk; changes recipients',
  },
  {
    username: 'reader@partner.practice.localhost',
    password: PASSWORD,
    about: 'Partner’s reader; changes nothing',
  },
  {
    username: 'admin@contoso.practice.localhost',
    password: PASSWORD,
    about: 'Administrator of one organisation; approves a number',
  },
] as const;
