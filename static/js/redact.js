/* Draw boxes on a photo with the pointer; they fill the fields of percent, which work without this. */
(() => {
  const frame = document.querySelector("[data-redact]");
  if (!frame) return;
  const picture = frame.querySelector("img");
  picture.draggable = false;
  const field = (name, number) => document.getElementById(`id_${name}${number}`);
  const numbers = [1, 2, 3, 4, 5];
  let begun = null;

  const percent = (event) => {
    const edge = picture.getBoundingClientRect();
    const part = (value, size) => Math.min(100, Math.max(0, (value / size) * 100));
    return [part(event.clientX - edge.left, edge.width), part(event.clientY - edge.top, edge.height)];
  };

  const draw = () => {
    frame.querySelectorAll("svg").forEach((old) => old.remove());
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("viewBox", "0 0 100 100");
    svg.setAttribute("preserveAspectRatio", "none");
    svg.setAttribute("aria-hidden", "true");
    numbers.forEach((number) => {
      const [x, y, width, height] = ["x", "y", "w", "h"].map((name) => Number(field(name, number).value) || 0);
      if (!width || !height) return;
      const box = document.createElementNS("http://www.w3.org/2000/svg", "rect");
      Object.entries({ x, y, width, height }).forEach(([key, value]) => box.setAttribute(key, value));
      svg.append(box);
    });
    frame.append(svg);
  };

  frame.addEventListener("pointerdown", (event) => {
    begun = percent(event);
    frame.setPointerCapture(event.pointerId);
    event.preventDefault();
  });
  frame.addEventListener("pointerup", (event) => {
    if (!begun) return;
    const [left, top] = begun;
    const [right, bottom] = percent(event);
    begun = null;
    const width = Math.ceil(Math.abs(right - left));
    const height = Math.ceil(Math.abs(bottom - top));
    const number = numbers.find((one) => !field("w", one).value);
    if (!number || width < 1 || height < 1) return;
    field("x", number).value = Math.floor(Math.min(left, right));
    field("y", number).value = Math.floor(Math.min(top, bottom));
    field("w", number).value = width;
    field("h", number).value = height;
    draw();
  });
  document.addEventListener("input", draw);
  draw();
})();
