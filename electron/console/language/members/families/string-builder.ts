import { compositeFormat } from '../../dotnet/composite.ts';
import { given, int, indexOutOfRange, outOfRange, text, textLength, characters } from '../args.ts';
import { define } from '../define.ts';
import { asText, char, itemsOf } from '../helpers.ts';
import type { PsStringBuilder } from '../../values/simple.ts';

const LINE = '\n';

function grow(self: PsStringBuilder): PsStringBuilder {
  while (self.capacity < self.text.length) self.capacity *= 2;
  return self;
}

define<PsStringBuilder>('System.Text.StringBuilder')
  .property(
    'Capacity',
    'int',
    (self) => self.capacity,
    (self, value) => {
      self.capacity = int([value], 0);
    },
  )
  .property('MaxCapacity', 'int', () => 2147483647)
  .property(
    'Length',
    'int',
    (self) => self.text.length,
    (self, value) => {
      const length = int([value], 0);
      if (length < 0) throw outOfRange('Length cannot be less than zero.', 'value');
      self.text = self.text.slice(0, length).padEnd(length, '\0');
    },
  )
  .method(
    'System.Text.StringBuilder Append(Object value)|(char value, int repeatCount)|(string value, int startIndex, int count)',
    (self, args, rt) => {
      if (args.length === 1) {
        const value = given(args, 0);
        self.text += Array.isArray(value) ? charsOr(value, rt) : asText(value, rt);
      } else if (args.length === 2) self.text += characters(args[0]).repeat(textLength(int(args, 1)));
      else self.text += text(args, 0).slice(int(args, 1), int(args, 1) + int(args, 2));
      return grow(self);
    },
  )
  .method('System.Text.StringBuilder AppendLine()|(string value)', (self, args) => {
    self.text += text(args, 0) + LINE;
    return grow(self);
  })
  .method('System.Text.StringBuilder AppendFormat(string format, params Object[] args)', (self, args, rt) => {
    self.text += compositeFormat(text(args, 0), itemsOf(given(args, 1)), rt.culture);
    return grow(self);
  })
  .method(
    'System.Text.StringBuilder AppendJoin(string separator, params Object[] values)',
    (self, args, rt) => {
      self.text += itemsOf(given(args, 1))
        .map((each) => asText(each, rt))
        .join(text(args, 0));
      return grow(self);
    },
  )
  .method('System.Text.StringBuilder Clear()', (self) => {
    self.text = '';
    return self;
  })
  .method('System.Text.StringBuilder Insert(int index, Object value)', (self, args, rt) => {
    const at = int(args, 0);
    if (at < 0 || at > self.text.length)
      throw outOfRange(
        'Index was out of range. Must be non-negative and less than or equal to the size of the collection.',
        'index',
      );
    self.text = self.text.slice(0, at) + asText(given(args, 1), rt) + self.text.slice(at);
    return grow(self);
  })
  .method('System.Text.StringBuilder Remove(int startIndex, int length)', (self, args) => {
    const at = int(args, 0);
    if (at < 0 || at + int(args, 1) > self.text.length) throw indexOutOfRange();
    self.text = self.text.slice(0, at) + self.text.slice(at + int(args, 1));
    return self;
  })
  .method(
    'System.Text.StringBuilder Replace(string oldValue, string newValue)|(char oldChar, char newChar)',
    (self, args) => {
      self.text = self.text.split(characters(args[0])).join(characters(args[1]));
      return grow(self);
    },
  )
  .method('int EnsureCapacity(int capacity)', (self, args) => {
    self.capacity = Math.max(self.capacity, int(args, 0));
    return self.capacity;
  })
  .method('char get_Chars(int index)', (self, args) => char(self.text.charCodeAt(int(args, 0))))
  .method('char Chars(int index)', (self, args) => char(self.text.charCodeAt(int(args, 0))))
  .method('string ToString()|(int startIndex, int length)', (self, args) =>
    args.length === 0 ? self.text : self.text.slice(int(args, 0), int(args, 0) + int(args, 1)),
  )
  .constructors('()|(string value)|(int capacity)|(string value, int capacity)', (args) => {
    const written = text(args, 0);
    const capacity = typeof args[0] === 'number' ? args[0] : int(args, 1, 16);
    return grow({ kind: 'stringBuilder', text: written, capacity: Math.max(capacity, 1) });
  });

function charsOr(
  value: Parameters<typeof asText>[0] & readonly unknown[],
  rt: Parameters<typeof asText>[1],
): string {
  return value.every((each) => typeof each === 'object') && characters(value) !== ''
    ? characters(value)
    : asText(value, rt);
}
