// Preloaded into a process whose memory is measured.
const { writeSync } = require('node:fs');

process.on('exit', () => writeSync(2, `max-rss ${process.resourceUsage().maxRSS}\n`));
