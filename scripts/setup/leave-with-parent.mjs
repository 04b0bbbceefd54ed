// Loaded into a server that a script started: when the script is gone, however it ended, the
// server goes too. Without this a killed `npm run` leaves the server behind.
const parent = process.ppid

setInterval(() => {
  if (process.ppid !== parent) process.kill(process.pid, 'SIGTERM')
}, 500).unref()
