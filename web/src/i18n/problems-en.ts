import { networkProblem } from './network-problem.ts';
import { text, type ProblemTexts } from './problem-text.ts';

/** What happened, what it means and what to do, for every problem. */
export const en: ProblemTexts = {
  invalid: text(
    'Something needs correcting',
    'We did not accept this because part of it has the wrong form.',
    'Correct the marked items and send it again.',
  ),
  unauthenticated: text('Please sign in', 'This is available to people who are signed in.', 'After signing in you come back to this page.'),
  'wrong-credentials': text(
    'Email or password is not right',
    'We found no account with this email and password.',
    'Check the keyboard language and Caps Lock, then try again.',
  ),
  forbidden: text(
    'You may not do this',
    'Your account does not have the role this needs.',
    'Roles are granted by the organizers of the challenge.',
  ),
  'cross-site-request': text(
    'The request came from another site',
    'For your safety we refuse changes that start on another site.',
    'Please repeat it here.',
  ),
  'not-found': text(
    'There is nothing here',
    'The address changed, never existed, or is not public.',
    'Check the address, or find the challenge in the list.',
  ),
  'email-taken': text('This email already has an account', 'An account with the same email exists.', 'Sign in, or use another email.'),
  'already-joined': text('You already take part', 'You have a team in this challenge.', 'Go on to the submit page.'),
  'not-joined': text('You have not joined this challenge', 'Accept the rules and choose a team name to submit.', 'Join first.'),
  'rules-outdated': text(
    'The rules have changed',
    'They were revised after you accepted them.',
    'Read what changed and accept it to go on.',
  ),
  'rules-changed': text(
    'The rules changed meanwhile',
    'The rules on your screen are not the latest.',
    'Reload the page to see the latest rules.',
  ),
  'team-name-taken': text('This team name is taken', 'A team has the same or a very similar name.', 'Please choose another name.'),
  'team-name-invalid': text(
    'This team name cannot be used',
    'A name has 2 to 40 characters, some of them visible.',
    'Correct the name and send it again.',
  ),
  'team-locked': text(
    'The team is locked',
    'Its members cannot change and it cannot submit now.',
    'Ask the organizers of the challenge why.',
  ),
  'phase-not-open': text('Not open yet', 'Submissions to this phase have not started.', 'Submit again after it opens.'),
  'phase-closed': text(
    'Closed',
    'By the time the server received it, this phase had ended.',
    'What was received before the deadline is evaluated as usual.',
  ),
  'quota-exhausted': text('No submissions left', 'You have used all submissions allowed.', 'You can submit again after the next reset.'),
  'upload-incomplete': text(
    'The file has not arrived completely',
    'Fewer bytes reached the server than the file has.',
    'The parts that arrived are kept. Resume the upload.',
  ),
  'upload-hash-mismatch': text(
    'The file changed on the way',
    "The server's SHA-256 differs from your browser's.",
    'Choose the file again and upload it.',
  ),
  'upload-too-large': text(
    'The file is too large',
    'It is over the allowed size.',
    'Compress it (.csv.gz) or keep only the needed columns.',
  ),
  'too-many-uploads': text(
    'Too many files wait to be submitted',
    'The files you uploaded and did not submit are over the allowed number or size.',
    'Submit one, or come back in some days, when they are removed by themselves.',
  ),
  'upload-not-yours': text('No such upload', 'The upload expired or belongs to another account.', 'Choose the file again and upload it.'),
  'storage-full': text('Storage is full', 'We cannot take new files now. What was received is safe.', 'Try again in a while.'),
  'kind-not-accepted': text(
    'This phase does not take that kind',
    'The phase takes another kind of submission (prediction file, code or container).',
    'See the evaluation page for what is taken.',
  ),
  'file-refused': text(
    'The file cannot be accepted',
    'Its form differs from what the task asks for.',
    'Correct the marked line and column and upload it again.',
  ),
  'not-cancellable': text('It can no longer be cancelled', 'A submission that has ended cannot be cancelled.', ''),
  'not-withdrawable': text('It cannot be withdrawn', 'Only scored submissions can be withdrawn.', ''),
  'queue-state': text('It is so already', 'Somebody else paused or resumed it first.', 'Look at its present state.'),
  'worker-state': text(
    'Not possible with this worker',
    'It is gone, has ended, or is so already.',
    'Look at its present state in the list.',
  ),
  'evaluation-state': text('Not possible in this state', 'The evaluation has ended, or still waits.', 'Look at its present state.'),
  'evaluation-moved': text(
    'The evaluation has moved on',
    'Another attempt than the one on your screen is under way, so nothing was changed.',
    'Look at its present state, then decide again.',
  ),
  'import-state': text('Not possible now', 'The import is not in the state that the page shows.', 'Reload the page to see where it is.'),
  'too-many-imports': text(
    'Too many imports are open',
    'No more imports that did not become a challenge can be kept.',
    'Discard one that is not needed and try again.',
  ),
  'nothing-to-run': text(
    'There is no solution to run',
    'No solutions came with this archive.',
    'Put solutions into it and import it again, then they can be run.',
  ),
  'slug-taken': text('This address is taken', 'There is a challenge or a draft with it.', 'Choose another address.'),
  'draft-invalid': text(
    'The definition has faults',
    'What it says can not be used, so it was not saved.',
    'Mend the lines in the list and save again.',
  ),
  'draft-incomplete': text(
    'It can not be published yet',
    'Something that is required is not written.',
    'Write what the list names and save it.',
  ),
  'draft-moved': text('The draft has changed', 'Somebody else saved it first.', 'Copy what you wrote and reload the page.'),
  'draft-published': text(
    'The challenge is published already',
    'After that it can no longer be changed as a draft.',
    'Look at the pages of the challenge.',
  ),
  'answers-published': text(
    'The answers would be public',
    'A download holds hidden data.',
    'Take that file out of the definition and save again.',
  ),
  'export-impossible': text(
    'It can not be exported in this format',
    'The format has no word for the way this challenge is scored.',
    'Export it in our own format (challenge.yaml).',
  ),
  'idempotency-conflict': text(
    'The same key came with other content',
    'Another request with this Idempotency-Key was already handled.',
    'Send it again with a new key.',
  ),
  limited: text('Too many requests', 'There were many requests in a short time, so we pause.', 'Try again in a moment.'),
  unavailable: text(
    'Not available right now',
    'Something we depend on does not answer. What is stored is safe.',
    'It recovers by itself. Try again in a moment.',
  ),
  fault: text(
    'Something broke on our side',
    'An unexpected error was recorded. What was received is safe.',
    'Try again. If it happens again, tell us the error ID.',
  ),
  network: networkProblem.en,
  unreadable: text('We received an answer we cannot read', 'A device in between seems to have answered instead.', 'Try again in a moment.'),
};
