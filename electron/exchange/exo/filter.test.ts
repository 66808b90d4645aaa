import { expect, it } from 'vitest';
import { buildExoRequest } from './request.ts';
import { toODataFilter } from './filter.ts';

// real-client.md 6.3
it.each([
  ["Name -eq 'x'", "Name eq 'x'"],
  ["Name -EQ 'x' -AND City -ne 'y'", "Name eq 'x' and City ne 'y'"],
  ["Name -like 'A*'", "startswith(Name, 'A')"],
  ["Name -like '*b'", "endswith(Name, 'b')"],
  ["Name -like '*x*'", "contains(Name, 'x')"],
  ["Name -like 'x'", "Name eq 'x'"],
  ["CustomAttribute1 -notlike 'a*'", "not (startswith(CustomAttribute1, 'a'))"],
  ["EmailAddresses -like 'smtp:*'", "EmailAddresses/any(d:startswith(d, 'smtp:'))"],
  ["EmailAddresses -notlike 'smtp:*'", "not (EmailAddresses/any(d:startswith(d, 'smtp:')))"],
  ['IsDirSynced -eq $true', 'IsDirSynced eq true'],
  ["IsDirSynced -eq 'True'", "IsDirSynced eq 'True'"],
  ['Department -eq $null', 'Department eq null'],
  ["WhenCreated -gt '01/02/2026'", "WhenCreated gt '01/02/2026'"],
  ['Name -eq "O\'Brien"', "Name eq 'O''Brien'"],
  ["Name -eq 'O''Brien'", "Name eq 'O''Brien'"],
  ["(A -eq 'x' -or B -eq 'y') -and -not (C -eq 'z')", "(A eq 'x' or B eq 'y') and not (C eq 'z')"],
])('%s', (opath, odata) => {
  expect(toODataFilter(opath)).toBe(odata);
});

it.each([
  ["Name -foo 'x'", '-foo'],
  ["Name -match 'x'", '-match'],
  ["Name -like 'a*b'", 'a*b'],
  ["Name -like '*'", '*'],
  ["Name -eq 'x", 'never closed'],
  ['Name -eq $user', '$user'],
  ["(Name -eq 'x'", 'never closed'],
  ["Name -eq 'x' Name", 'operator is missing'],
  ['', 'too early'],
  ['('.repeat(5000), 'too many brackets'],
])('refuses %.20s', (opath, words) => {
  expect(() => toODataFilter(opath)).toThrow(words);
});

it.each(['R&D #1 + 100%', 'a?b=c', 'Žluťoučký', "it's"])(
  'the value %s stays one value of the address',
  (value) => {
    const { path } = buildExoRequest('Get-EXOMailbox', { Filter: `Name -eq "${value}"` }, 'tenant');
    const url = new URL(`https://host/${path}`);
    expect(url.hash).toBe('');
    expect([...url.searchParams.keys()]).toEqual(['$filter']);
    expect(decodeURIComponent(url.search)).toBe(`?$filter=Name eq '${value.replaceAll("'", "''")}'`);
  },
);
