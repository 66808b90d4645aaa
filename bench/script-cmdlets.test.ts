import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { PromptView } from '../shared/model/prompt.ts';
import { openDesk, type Desk } from './paging/desk.ts';
import { startPractice, type Practice } from './paging/practice.ts';
import { scriptsIn, type Scripts } from './paging/scripts.ts';

/** The connection's cmdlets in scripts over the practice cloud, with the parameters that every cmdlet has. */

let practice: Practice;
let desk: Desk;
let tabId: string;
let scripts: Scripts;
let aliases: string[];
/** Questions that scripts asked, and which of the answers they get. */
const asked: PromptView['prompt'][] = [];
let choice = 0;
beforeAll(async () => {
  practice = await startPractice({ mailboxes: 1200 });
  desk = await openDesk(practice, {
    onEvent(event, handlers) {
      if (event.name === 'confirmation' && event.payload.question !== null) {
        const { confirmId } = event.payload.question;
        void handlers.answerConfirmation({ confirmId, proceed: true });
      }
      if (event.name === 'prompt' && event.payload.prompt !== null) {
        const { promptId, prompt } = event.payload.prompt;
        asked.push(prompt);
        void handlers.answerPrompt({ promptId, answer: { type: 'choice', index: choice } });
      }
    },
  });
  tabId = await desk.openTab();
  scripts = scriptsIn(practice, desk, tabId);
  await desk.run(tabId, '$names = (Get-Mailbox -ResultSize 12).Alias');
  aliases = await scripts.text('$names');
}, 60_000);
afterAll(async () => {
  await desk.close();
  await practice.stop();
});
beforeEach(async () => {
  await practice.control.clearLog();
  asked.length = 0;
});

const query = async (path: string): Promise<URLSearchParams> =>
  new URL((await scripts.requests(path))[0]?.url ?? '', 'https://x').searchParams;

describe('Get-EXO* in a script', () => {
  it('asks for the properties and sets named, and rows have them', async () => {
    const script =
      'Get-EXOMailbox -ResultSize 3 -PropertySets Minimum,Archive -Properties LitigationHoldEnabled | ' +
      'Select-Object -First 1 | Get-Member -MemberType NoteProperty | % Name';
    const names = await scripts.text(script);
    expect(names).toEqual(expect.arrayContaining(['Alias', 'ArchiveStatus', 'LitigationHoldEnabled']));
    expect(names).not.toContain('CustomAttribute1');
    const select = (await query('/Mailbox')).get('$select') ?? (await query('/Mailbox')).get('PropertySet');
    expect(select).toMatch(/LitigationHoldEnabled|Archive/);
  });

  it('sends its filter as the service takes it', async () => {
    const some = aliases[0] ?? '';
    expect(
      await scripts.text(`$who = '${some}'; Get-EXOMailbox -Filter "Alias -eq '$who'" | % Alias`),
    ).toEqual([some]);
    expect((await query('/Mailbox')).get('$filter')).toMatch(/^Alias eq '/i);
  });

  it('takes names from the pipeline, ten at a time, in order and never in a batch', async () => {
    expect(await scripts.text('$names | Get-EXOMailbox | % Alias')).toEqual(aliases);
    expect(await scripts.requests('$batch')).toEqual([]);
    expect(await scripts.requests('/Mailbox(')).toHaveLength(12);
    const found = await scripts.text('Get-EXOMailbox -ResultSize 4 | Get-EXOMailboxStatistics | % ItemCount');
    expect(found).toHaveLength(4);
  });
});

describe('-ResultSize', () => {
  it('warns that there is more where none was given or it was reached, and not where all was wanted', async () => {
    const plain = await desk.run(tabId, '$all = Get-Mailbox; $all.Count');
    expect((await scripts.lines(plain)).at(-1)).toBe('1000');
    expect(plain.problems.map(({ failure }) => failure.message)).toEqual([
      expect.stringMatching(/^By default, only the first 1000 items are returned/),
    ]);
    const some = await desk.run(tabId, '(Get-Mailbox -ResultSize 1100).Count');
    expect(await scripts.lines(some)).toContain('1100');
    expect(some.problems.map(({ failure }) => failure.message)).toEqual([
      expect.stringMatching(/^There are more results available/),
    ]);
    const all = await desk.run(tabId, '(Get-Mailbox -ResultSize Unlimited).Count');
    expect([await scripts.lines(all), all.problems]).toEqual([['1200'], []]);
    const quiet = await desk.run(tabId, '(Get-Mailbox -ResultSize 5 -WarningAction SilentlyContinue).Count');
    expect([await scripts.lines(quiet), quiet.problems]).toEqual([['5'], []]);
  });

  it('is refused where it is no number', async () => {
    const { problems } = await desk.run(tabId, '$size = "many"; Get-Mailbox -ResultSize $size');
    expect(problems[0]?.failure.message).toContain('-ResultSize');
  });
});

describe('common parameters in a pipeline', () => {
  it('keep errors, warnings and objects in the variables that are named', async () => {
    const script = [
      '"nobody", $names[0] | Get-Mailbox -ErrorAction SilentlyContinue -ErrorVariable wrong -OutVariable found | Out-Null',
      '"$($wrong.Count) wrong, $($found.Count) found: $($found[0].Alias)"',
      'Get-Mailbox -ResultSize 1 -WarningVariable told -WarningAction SilentlyContinue -PipelineVariable box |',
      '  ForEach-Object { "$($box.Alias -eq $_.Alias)" }',
      '"$($told.Count) warned"',
    ].join('\n');
    const state = await desk.run(tabId, script);
    expect(await scripts.lines(state)).toEqual([`1 wrong, 1 found: ${aliases[0] ?? ''}`, 'True', '1 warned']);
    expect(state.problems).toEqual([]);
  });

  it('end a script at the first error where it says Stop, which try takes', async () => {
    const script =
      'try { "nobody" | Get-Mailbox -ErrorAction Stop; "on" } catch { "caught: $($_.Exception.Message)" }; $?';
    const said = await scripts.text(script);
    expect(said.join(' ')).toMatch(/^caught: .*nobody.* True$/);
  });

  it('leave $? false and the error in $Error where it went on', async () => {
    expect(
      await scripts.text(
        'Get-Mailbox nobody -ErrorAction SilentlyContinue; $?; $Error[0].CategoryInfo.Activity',
      ),
    ).toEqual(['False', 'Get-Mailbox']);
  });
});

describe('-Confirm and -WhatIf', () => {
  const outcomes = () => scripts.text('Get-Mailbox -Filter "CustomAttribute7 -eq \'asked\'" | % Alias');

  it('asks with the service’s words for each object, and sends what was said yes to', async () => {
    choice = 0;
    await desk.run(tabId, '$names[0..1] | Set-Mailbox -CustomAttribute7 asked -Confirm');
    expect(asked).toHaveLength(2);
    expect(asked[0]).toMatchObject({ type: 'choice', caption: 'Confirm', otherwise: 0 });
    expect(asked[0]?.type === 'choice' ? asked[0].answers : []).toEqual([
      'Yes',
      'Yes to All',
      'No',
      'No to All',
    ]);
    expect(asked[0]?.type === 'choice' ? asked[0].message : '').toMatch(
      /^Are you sure you want to perform this action\?\n.+/,
    );
    expect(await outcomes()).toEqual(aliases.slice(0, 2));
  });

  it('asks once where the answer is for all: yes sends the rest ten to a batch, no sends nothing', async () => {
    choice = 3;
    await desk.run(tabId, '$names[2..11] | Set-Mailbox -CustomAttribute7 asked -Confirm');
    expect(asked).toHaveLength(1);
    expect(await outcomes()).toEqual(aliases.slice(0, 2));
    choice = 1;
    await desk.run(tabId, '$names[2..11] | Set-Mailbox -CustomAttribute7 asked -Confirm');
    expect(asked).toHaveLength(2);
    expect(await outcomes()).toEqual(aliases);
    expect((await scripts.requests('$batch')).length).toBe(1);
  });

  it('asks about what removes by itself, and not with -Confirm:$false', async () => {
    await desk.run(
      tabId,
      '$new = New-Mailbox -Shared -Name "Lost things"; $other = New-Mailbox -Shared -Name "Found things"',
    );
    asked.length = 0;
    choice = 2;
    await desk.run(tabId, 'Remove-Mailbox $new.Identity');
    expect(asked).toHaveLength(1);
    choice = 0;
    await desk.run(tabId, 'Remove-Mailbox $other.Identity -Confirm:$false');
    expect(asked).toHaveLength(1);
    expect(
      await scripts.text(
        '@(Get-Mailbox "Lost things").Count; @(Get-Mailbox "Found things" -ErrorAction Ignore).Count',
      ),
    ).toEqual(['1', '0']);
  });

  it('reports what the service refuses instead of asking about it', async () => {
    const { problems } = await desk.run(tabId, 'Set-Mailbox nobody -CustomAttribute7 asked -Confirm');
    expect(asked).toEqual([]);
    expect(problems.map(({ failure }) => failure.message)).toEqual([expect.stringContaining('nobody')]);
  });

  it('says what would be done with $WhatIfPreference, and does it after it is off again', async () => {
    const said = await scripts.text(
      '$WhatIfPreference = $true; Set-Mailbox $names[0] -CustomAttribute7 never; $WhatIfPreference = $false',
    );
    expect(said).toEqual([expect.stringMatching(/^What if: .+/)]);
    expect(await scripts.text('(Get-Mailbox $names[0]).CustomAttribute7')).toEqual(['asked']);
  });
});
