'use strict';
// How a test and a peer talk: one JSON object a line, questions in, answers and news out. A peer ends with its input.
const readline = require('readline');

const tell = (news) => process.stdout.write(JSON.stringify(news) + '\n');

function serve(answer) {
  const lines = readline.createInterface({ input: process.stdin });
  lines.on('line', async (line) => {
    const { ask, ...question } = JSON.parse(line);
    try {
      tell({ ask, ...(await answer(question)) });
    } catch (fault) {
      tell({ ask, fault: String(fault.stack ?? fault) });
    }
  });
  lines.on('close', () => process.exit(0));
}

module.exports = { serve, tell };
