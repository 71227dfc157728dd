// Makes drawn figures interactive where plotly.js is loaded. The drawing from the server stays as it is on paper, on narrow
// screens, and whenever anything here fails: the figure's name and numbers are never in the interactive part alone.
// A page that names plotly.js in its script's data-plotly has it fetched only where there is a pointer to point with.
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

  // What one points at is told to the page, by the key that the figure gave the point.
  const follow = (plot) => {
    plot.removeAllListeners("plotly_hover");
    plot.on("plotly_hover", ({ points }) => {
      const detail = points[0]?.customdata;
      if (detail) plot.dispatchEvent(new CustomEvent("capital", { bubbles: true, detail }));
    });
  };

  const draw = async (wrapper) => {
    const width = wrapper.clientWidth;
    if (width < NARROWEST) return plain(wrapper);
    try {
      const { data, layout } = coloured(JSON.parse(wrapper.querySelector("[data-figure-source]").textContent), styles());
      const plot = shown(wrapper);
      wrapper.dataset.figure = "interactive";
      // One that lies over a drawing has the drawing's own size, made smaller with it.
      if (layout.meta?.width) layout.height *= width / layout.meta.width;
      layout.width = width;
      layout.font.family = styles().getPropertyValue("--font-sans");
      await window.Plotly.react(plot, data, layout, CONFIG);
      follow(plot);
      // Nothing inside the named drawing takes focus: the table beside it holds the numbers for the keyboard.
      for (const element of plot.querySelectorAll("[tabindex], a, button")) element.setAttribute("tabindex", "-1");
    } catch {
      plain(wrapper);
    }
  };

  const drawAll = () => {
    for (const wrapper of document.querySelectorAll("[data-figure]")) draw(wrapper);
  };

  const start = () => {
    drawAll();
    let waiting;
    addEventListener("resize", () => {
      clearTimeout(waiting);
      waiting = setTimeout(drawAll, 150);
    });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawAll);
    document.addEventListener("figures:new", drawAll);
  };

  const fetchLibrary = (address) => {
    const script = document.createElement("script");
    script.src = address;
    script.addEventListener("load", start);
    document.head.append(script);
  };

  const address = document.currentScript?.dataset.plotly;
  const isWorthIt = matchMedia("(hover: hover)").matches && innerWidth >= NARROWEST && document.querySelector("[data-figure]");
  if (window.Plotly) start();
  else if (address && isWorthIt) addEventListener("load", () => fetchLibrary(address));
})();
