// The parts of plotly.js that the charts use: scatter comes with core.
import Plotly from "plotly.js/lib/core";
import scatterpolar from "plotly.js/lib/scatterpolar";
import bar from "plotly.js/lib/bar";
import swedish from "plotly.js/lib/locales/sv";

Plotly.register([scatterpolar, bar, swedish]);
Plotly.setPlotConfig({ locale: "sv" });
window.Plotly = Plotly;
