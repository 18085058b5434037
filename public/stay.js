// Says two minutes before the session ends that it will, and lets whoever is there stay.
const part = document.getElementById("stay");
const words = JSON.parse(part.dataset.words);
const [title, line] = [part.querySelector("h2"), part.querySelector("[role=status]")];
const [button, again] = [part.querySelector("button"), part.querySelector("a")];
const tabs = new BroadcastChannel("habeas-session");
const WARN = 120;
let end = 0;

// Counted by the clock: a tab that sleeps wakes up to the truth.
const begin = (seconds) => {
  end = Date.now() + seconds * 1000;
  part.hidden = true;
  title.textContent = words.title;
  button.hidden = part.dataset.extends !== "yes";
  again.hidden = true;
};

const over = () => {
  end = 0;
  title.textContent = words.over;
  line.textContent = words.kept;
  button.hidden = true;
  again.hidden = false;
  part.hidden = false;
};

const look = () => {
  if (end === 0) return;
  const left = Math.ceil((end - Date.now()) / 1000);
  if (left <= 0) return over();
  if (left > WARN) return;
  const minutes = Math.ceil(left / 60);
  const say = minutes > 1 ? words.minutes : words.minute;
  // Said once a minute: a screen reader is not to be talked over every second.
  if (line.textContent !== say) line.textContent = say;
  part.hidden = false;
};

button.addEventListener("click", async () => {
  try {
    const answer = await fetch("/session/stay", {
      method: "POST",
      redirect: "manual",
      // Sent as a form: nothing else is taken.
      body: new URLSearchParams(),
    });
    if (!answer.ok) return over();
    const seconds = Number(await answer.text());
    begin(seconds);
    tabs.postMessage(seconds);
    document.getElementById("main").focus();
  } catch {
    line.textContent = words.lost;
  }
});

tabs.addEventListener("message", ({ data }) => begin(Number(data)));
begin(Number(part.dataset.seconds));
tabs.postMessage(Number(part.dataset.seconds));
setInterval(look, 1000);
look();
