import { Choice } from '../../interpreter/console-host.ts';
import { text } from '../args.ts';
import { defineReference } from '../define.ts';

const TYPE = 'System.Management.Automation.Host.ChoiceDescription';

/** An answer of `$Host.UI.PromptForChoice`. */
defineReference<Choice>(TYPE)
  .property('Label', 'string', (self) => self.label)
  .property('HelpMessage', 'string', (self) => self.help)
  .constructors('(string label)|(string label, string helpMessage)', (args) => ({
    kind: 'reference',
    typeName: TYPE,
    state: new Choice(text(args, 0), text(args, 1)),
  }));
