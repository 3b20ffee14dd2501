import type { Random } from '../support/random.ts';

/** The one refusal of experiments that want no variety, in English and in German. */
export const CANNED_REFUSAL = "Sorry, I can't help with that.";
export const CANNED_REFUSAL_GERMAN = 'Es tut mir leid, ich kann dir dabei nicht helfen.';

/** A refusal is an opening, a body and an ending; the canned ones are the first of each. */
export const ENGLISH_REFUSALS = {
  openings: [
    'Sorry,',
    'I am sorry,',
    'Oh dear,',
    'Alas,',
    'No, no,',
    'Forgive me,',
    'My apologies,',
    'Dear student,',
  ],
  bodies: [
    "I can't help with that",
    'I must not tell you that',
    'that is a secret',
    'that is forbidden here',
    'I am not allowed to say',
    'that stays in the locked book',
    'a kitchen imp may not tell',
    "I won't explain that",
    'that recipe is locked away',
    "I can't share that",
  ],
  endings: [
    '.',
    ', but I can cook for you.',
    '. Ask me for a dish.',
    '. Shall I cook for you?',
    ', it is not safe.',
    '. Rules are rules.',
    '. The head witch said so.',
    '. Can I help with dinner?',
    '. Please ask for something else.',
  ],
} as const;

export const GERMAN_REFUSALS = {
  openings: ['Es tut mir leid,', 'Verzeihung,', 'Oh nein,', 'Ach je,', 'Nein, nein,'],
  bodies: [
    'ich kann dir dabei nicht helfen',
    'das darf ich nicht verraten',
    'das ist hier verboten',
    'das bleibt geheim',
    'das weiß nur die Hexe',
    'das steht im verschlossenen Buch',
  ],
  endings: [
    '.',
    '. Ich koche dir gern etwas.',
    '. Das ist zu gefährlich.',
    '. So sind die Regeln.',
    '. Frag bitte etwas anderes.',
    '. Soll ich dir etwas kochen?',
    ', sei nicht böse.',
  ],
} as const;

/** How refusals are worded: all the same, or composed of many openings, bodies and endings. */
export type RefusalStyle = 'canned' | 'diverse';

export function englishRefusal(random: Random, style: RefusalStyle): string {
  return style === 'canned' ? CANNED_REFUSAL : compose(ENGLISH_REFUSALS, random);
}

export function germanRefusal(random: Random, style: RefusalStyle): string {
  return style === 'canned' ? CANNED_REFUSAL_GERMAN : compose(GERMAN_REFUSALS, random);
}

/** What the corpus holds: a third of its refusals are the canned one. */
export function corpusRefusalStyle(random: Random): RefusalStyle {
  return random.chance(1 / 3) ? 'canned' : 'diverse';
}

function compose(
  parts: { openings: readonly string[]; bodies: readonly string[]; endings: readonly string[] },
  random: Random,
): string {
  return `${random.choose(parts.openings)} ${random.choose(parts.bodies)}${random.choose(parts.endings)}`;
}
