/** What is said in presentations, and in plans of lessons. */
const minutes = (count: number): string => `${count} min`;

export const present = {
  label: 'Presentation',
  place: (screen: number, of: number) => `${screen} / ${of}`,
  placeSaid: (screen: number, of: number) => `Screen ${screen} of ${of}`,
  previous: 'Back',
  next: 'Next',
  leave: 'Leave',
  controls: 'Moving through the presentation',
  fullscreen: 'Full screen',
  leaveFullscreen: 'Leave full screen',
  noFullscreen: 'This browser does not let a page fill the screen. Try F11, or hide its bars by hand.',
  notes: 'Notes',
  hideNotes: 'Hide notes',
  blanked: 'The screen is blank. Press B or a clicker’s black-screen button to go on.',
  keys: [
    { keys: ['→', 'Page Down', 'Space'], does: 'next' },
    { keys: ['←', 'Page Up'], does: 'back' },
    { keys: ['↑', '↓'], does: 'scroll' },
    { keys: ['F'], does: 'full screen' },
    { keys: ['B'], does: 'blank' },
    { keys: ['Esc'], does: 'leave' },
  ],
  notesKey: { keys: ['N'], does: 'teacher’s notes' },

  panel: {
    label: 'For the teacher',
    before: 'The clock starts with the first step.',
    step: 'This step',
    lesson: 'The lesson',
    used: (used: string, planned: string) => `${used} of ${planned}`,
    late: (time: string) => `${time} behind the plan`,
    steps: 'Steps',
    minutes,
    nextStep: 'Next step',
    restart: 'Start the clock again',
  },

  plan: {
    title: 'Lesson plan',
    summary: (total: number, steps: number) => `Lesson plan: ${steps} steps, ${total} minutes`,
    of: (notebook: string) => `Lesson plan for “${notebook}”`,
    aims: 'By the end, the class can',
    steps: 'Steps',
    columns: { from: 'From', minutes: 'Minutes', step: 'What happens', notes: 'Notes for the teacher' },
    from: (start: number) => `${start}′`,
    shows: 'On the screen:',
    total: (total: number) => `${minutes(total)} in all`,
    print: 'Print the plan',
    present: 'Present',
  },
};
