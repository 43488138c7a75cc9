const MOST_CHARACTERS = 400;

/** What a screen reader says: questions and errors at once, output when the program is done. */
export class Announcer {
  polite = $state('');
  assertive = $state('');

  say(text: string, when: 'now' | 'later' = 'later'): void {
    if (when === 'now') this.assertive = again(this.assertive, text);
    else this.polite = again(this.polite, text);
  }

  output(text: string): void {
    const plain = text.trim();
    if (!plain) this.say('Done.');
    else if (plain.length <= MOST_CHARACTERS) this.say(plain);
    else this.say(`Done. The output ends with: ${plain.slice(-MOST_CHARACTERS)}`);
  }
}

/** The same text twice is said twice only if it differs. */
function again(last: string, text: string): string {
  return last === text ? text + '\u00a0' : text;
}
