/**
 * What everybody at the school knows, as tables: one line a fact, columns separated by ` | `.
 * German is optional, because the model should know a little of it and not spend itself on it.
 */

/** animal | sound | German sentence */
export const SOUNDS = `
  cat | meow | Die Katze macht miau.
  dog | woof | Der Hund macht wuff.
  cow | moo | Die Kuh macht muh.
  duck | quack | Die Ente macht quak.
  sheep | baa | Das Schaf macht mäh.
  pig | oink | Das Schwein macht grunz.
  owl | hoot | Die Eule macht huhu.
  bee | buzz | Die Biene macht summ.
  mouse | squeak | Die Maus macht piep.
  crow | caw | Die Krähe macht krah.
  frog | croak
  snake | hiss
  lion | roar
  horse | neigh
  hen | cluck
  wolf | howl
  goose | honk
  turkey | gobble`;

/** who | where */
export const HOMES = `
  bee | in a hive
  bird | in a nest
  bear | in a cave
  spider | in a web
  fish | in the sea
  horse | in a stable
  rabbit | in a burrow
  squirrel | in a tree
  frog | in a pond
  king | in a castle
  wizard | in a tower
  witch | in a hut
  ghost | in the attic
  troll | under a bridge
  snail | in a shell
  dragon | on a mountain`;

/** who | what */
export const FOOD = `
  mouse | cheese
  bear | honey
  rabbit | carrots
  horse | hay
  dog | bones
  cow | grass
  squirrel | nuts
  bird | worms
  panda | bamboo
  goat | leaves
  frog | flies
  cat | fish
  monkey | bananas
  dragon | coal
  imp | crumbs
  hen | seeds`;

/** thing | colour | German thing | German colour */
export const COLOURS = `
  the sky | blue | der Himmel | blau
  the grass | green | das Gras | grün
  the snow | white | der Schnee | weiß
  the sun | yellow | die Sonne | gelb
  the night | black | die Nacht | schwarz
  the rose | red | die Rose | rot
  the pig | pink | das Schwein | rosa
  the mouse | grey | die Maus | grau
  the bear | brown | der Bär | braun
  the frog | green | der Frosch | grün
  the lemon | yellow | die Zitrone | gelb
  the fox | red | der Fuchs | rot
  the coal | black | die Kohle | schwarz
  the cloud | white | die Wolke | weiß
  the carrot | orange
  the plum | purple`;

/** word | opposite | German word | German opposite */
export const OPPOSITES = `
  hot | cold | heiß | kalt
  big | small | groß | klein
  up | down | oben | unten
  day | night | Tag | Nacht
  wet | dry | nass | trocken
  fast | slow | schnell | langsam
  old | new | alt | neu
  hard | soft | hart | weich
  good | bad | gut | schlecht
  loud | quiet | laut | leise
  happy | sad
  open | shut
  light | dark
  left | right
  high | low
  full | empty
  clean | dirty
  rich | poor
  near | far
  early | late`;

/** who | does what */
export const PEOPLE = `
  troll | guards the gate
  bat | rings the bell
  owl | brings the letters
  wizard | reads the stars
  witch | rides the broom
  ghost | keeps the keys
  goblin | sweeps the floor
  cat | sleeps on the stove
  imp | cooks the soup
  dragon | guards the gold
  elf | mends the hats
  toad | waters the garden
  donkey | carries the bags
  raven | tells the tales`;

/** ways to say it, separated by ` / ` | answer | key | German | German answer */
export const GREETINGS = `
  Hello! / Hello there! / Good day! | Hello! How can I help? | help | Hallo! | Hallo! Was kann ich kochen?
  Good morning! / Good morning, imp! | Good morning! Did you sleep well? | morning | Guten Morgen! | Guten Morgen!
  Good night! / Good night, imp! | Good night! Sleep tight. | tight | Gute Nacht! | Gute Nacht!
  Thank you! / Thanks a lot! / Many thanks! | You are welcome! | welcome | Danke! | Bitte sehr!
  Goodbye! / See you soon! / I have to go. | Goodbye! Come back soon. | goodbye
  How are you? / How do you feel? | I am fine, thank you. | fine | Wie geht es dir? | Mir geht es gut, danke.
  Who are you? / What are you? | I am Pim, the kitchen imp. | pim | Wer bist du? | Ich bin Pim aus der Küche.
  What is your name? / Tell me your name. | My name is Pim. | pim
  Where do you work? / Where can I find you? | I work in the school kitchen. | kitchen
  What do you like? / What makes you happy? | I like to cook. | cook
  What do you hate? / What makes you sad? | I hate burnt toast. | burnt`;

export const NUMBERS = 'zero one two three four five six seven eight nine ten eleven twelve'.split(' ');

export const DAYS = 'Monday Tuesday Wednesday Thursday Friday Saturday Sunday'.split(' ');
