// Makes drawn figures interactive where plotly.js is loaded. The drawing from the server stays as it is on paper, on narrow
// screens, and whenever anything here fails: the figure's name and numbers are never in the interactive part alone.
"use strict";

(() => {
  const NARROWEST = 420;
  const CONFIG = { displayModeBar: false, displaylogo: false, responsive: false, scrollZoom: false, doubleClick: false, locale: "sv" };
  const styles = () => getComputedStyle(document.documentElement);

  // Colours come as "var(--color-text)", so that they follow the theme.
  const coloured = (value, theme) => {
    if (typeof value === "string") {
      const name = /^var\((--[\w-]+)\)$/.exec(value);
      return name ? theme.getPropertyValue(name[1]).trim() : value;
    }
    if (Array.isArray(value)) return value.map((item) => coloured(item, theme));
    if (value && typeof value === "object") {
      return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, coloured(item, theme)]));
    }
    return value;
  };

  const shown = (wrapper) => {
    const found = wrapper.querySelector(".figure-plot");
    if (found) return found;
    const plot = document.createElement("div");
    plot.className = "figure-plot";
    plot.setAttribute("aria-hidden", "true");
    wrapper.append(plot);
    return plot;
  };

  const plain = (wrapper) => {
    wrapper.dataset.figure = "";
    wrapper.querySelector(".figure-plot")?.remove();
  };

  const draw = async (wrapper) => {
    const width = wrapper.clientWidth;
    if (width < NARROWEST) return plain(wrapper);
    try {
      const { data, layout } = coloured(JSON.parse(wrapper.querySelector("[data-figure-source]").textContent), styles());
      const plot = shown(wrapper);
      wrapper.dataset.figure = "interactive";
      layout.width = width;
      layout.font.family = styles().getPropertyValue("--font-sans");
      await window.Plotly.react(plot, data, layout, CONFIG);
      // Nothing inside the named drawing takes focus: the table beside it holds the numbers for the keyboard.
      for (const element of plot.querySelectorAll("[tabindex], a, button")) element.setAttribute("tabindex", "-1");
    } catch {
      plain(wrapper);
    }
  };

  const drawAll = () => {
    for (const wrapper of document.querySelectorAll("[data-figure]")) draw(wrapper);
  };

  if (!window.Plotly) return;
  drawAll();
  let waiting;
  addEventListener("resize", () => {
    clearTimeout(waiting);
    waiting = setTimeout(drawAll, 150);
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawAll);
})();
