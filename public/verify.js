// Checks a file on this device with the module that checks packages everywhere. The module is
// fetched when a file is chosen; the file goes nowhere.
const part = document.getElementById("check-file");
const say = JSON.parse(part.dataset.words);
const box = part.querySelector("input");
const status = part.querySelector("[role=status]");
const list = part.querySelector("ul");

const fill = (text, values) =>
  Object.entries(values).reduce((made, [name, value]) => made.replaceAll(`{${name}}`, value ?? ""), text);

const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));

box.addEventListener("change", async () => {
  const [file] = box.files;
  list.replaceChildren();
  part.dataset.verdict = "";
  if (!file) {
    status.textContent = "";
    return;
  }
  status.textContent = say.checking;
  await painted();
  try {
    const module = await import("/pkg/verify.js");
    await module.default({ module_or_path: "/pkg/verify_bg.wasm" });
    const answer = JSON.parse(module.check(new Uint8Array(await file.arrayBuffer()), part.dataset.keys));
    const key = answer.kind === "receipt" && answer.verdict === "genuine" ? "genuine-receipt" : answer.verdict;
    status.textContent = fill(say[key], answer);
    part.dataset.verdict = answer.verdict;
    for (const fault of answer.faults ?? []) {
      const line = document.createElement("li");
      line.textContent = fill(say[`fault-${fault.fault}`] ?? fault.fault, fault);
      list.append(line);
    }
  } catch {
    status.textContent = say.broken;
  }
});
part.hidden = false;
document.getElementById("check-file-plain").hidden = true;
