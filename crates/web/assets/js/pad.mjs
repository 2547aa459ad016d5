// Signing by hand: <canvas class="pad" data-pad="id of a hidden input" hidden>. The line goes into the input as SVG path data.
// Without this module one signs with a PIN or on paper; the page offers both.

for (const pad of document.querySelectorAll("canvas[data-pad]")) {
  const input = document.getElementById(pad.dataset.pad);
  const clear = document.querySelector(`[data-pad-clear="${pad.dataset.pad}"]`);
  const line = pad.getContext("2d");
  let path = "";
  pad.hidden = false;
  if (clear) clear.hidden = false;

  function fit() {
    const box = pad.getBoundingClientRect();
    pad.width = box.width * devicePixelRatio;
    pad.height = box.height * devicePixelRatio;
    line.scale(devicePixelRatio, devicePixelRatio);
    line.lineWidth = 2.5;
    line.lineCap = line.lineJoin = "round";
    line.strokeStyle = getComputedStyle(pad).color;
    if (path) line.stroke(new Path2D(path));
  }

  function at(event, mark) {
    const box = pad.getBoundingClientRect();
    const x = Math.round(event.clientX - box.left);
    const y = Math.round(event.clientY - box.top);
    path += `${mark}${x} ${y}`;
    if (mark === "M") {
      line.beginPath();
      line.moveTo(x, y);
    } else {
      line.lineTo(x, y);
      line.stroke();
    }
    input.value = path;
  }

  pad.addEventListener("pointerdown", (event) => {
    pad.setPointerCapture(event.pointerId);
    at(event, "M");
  });
  pad.addEventListener("pointermove", (event) => {
    if (event.buttons) at(event, "L");
  });
  clear?.addEventListener("click", () => {
    path = input.value = "";
    line.clearRect(0, 0, pad.width, pad.height);
  });
  addEventListener("resize", fit);
  fit();
}
