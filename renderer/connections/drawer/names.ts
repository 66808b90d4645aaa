/** Names or wildcards of the text in which they are typed. */
export const namesIn = (text: string): string[] => text.split(/[\s,;]+/).filter((name) => name !== '');
