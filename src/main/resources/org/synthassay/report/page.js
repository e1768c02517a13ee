"use strict";
// Draws the charts from the numbers in #figures. Colours: Okabe and Ito, told apart by all readers.
const REAL = "#0072b2";
const SYNTHETIC = "#d55e00";
const COLOURS = [SYNTHETIC, REAL, "#009e73", "#cc79a7", "#e69f00", "#56b4e9"];
const SHAPES = ["circle", "square", "triangle-up", "diamond", "cross", "triangle-down"];
const FONT = "system-ui, -apple-system, 'Segoe UI', 'Helvetica Neue', Arial, sans-serif";
const CONFIG = {
  font: FONT,
  view: { stroke: null },
  axis: { labelFontSize: 11, titleFontSize: 12, titleFontWeight: "normal", gridColor: "#e4e7eb" },
  legend: { labelFontSize: 12, titleFontSize: 12, titleFontWeight: "normal" },
};

/** Real as filled bars, synthetic as a stepped line: they differ in print as well. */
function featureChart(feature) {
  const last = feature.bins[feature.bins.length - 1];
  const steps = feature.bins.concat([{ from: last.to, synthetic: last.synthetic }]);
  const x = { field: "from", type: "quantitative", title: null, scale: { zero: false, nice: false } };
  const y = { type: "quantitative", title: null, axis: { format: ".0%", tickCount: 4 } };
  return {
    description: feature.title + ": share of images at each value, real against synthetic",
    width: 290,
    height: 150,
    layer: [
      {
        data: { values: feature.bins },
        mark: { type: "rect", color: REAL, opacity: 0.45 },
        encoding: {
          x: { ...x, axis: { grid: false, tickCount: 5, labelOverlap: true } },
          x2: { field: "to" },
          y: { ...y, field: "real" },
          y2: { datum: 0 },
        },
      },
      {
        data: { values: steps },
        mark: { type: "line", color: SYNTHETIC, strokeWidth: 2, interpolate: "step-after" },
        encoding: { x, y: { ...y, field: "synthetic" } },
      },
    ],
  };
}

function neighbourChart(curve) {
  return {
    description: curve.title + ": scores at each k",
    width: 400,
    height: 210,
    data: { values: curve.points },
    mark: { type: "line", point: { size: 70, filled: true }, strokeWidth: 2 },
    encoding: {
      x: { field: "k", type: "ordinal", title: "k", axis: { labelAngle: 0 } },
      y: { field: "value", type: "quantitative", title: null, scale: { domain: [0, 1] } },
      color: {
        field: "score",
        scale: { domain: curve.scores, range: COLOURS },
        legend: { orient: "bottom", title: null },
      },
      shape: { field: "score", scale: { domain: curve.scores, range: SHAPES } },
    },
  };
}

/** The interpreter (ast) stands in for eval, which the page's security policy forbids. */
function draw(chart, spec) {
  return vegaEmbed("#" + chart.id, { ...spec, config: CONFIG }, {
    mode: "vega-lite",
    ast: true,
    renderer: "svg",
    actions: false,
    defaultStyle: false,
    tooltip: false,
  });
}

const figures = JSON.parse(document.getElementById("figures").textContent);
figures.features.forEach((feature) => draw(feature, featureChart(feature)));
figures.curves.forEach((curve) => draw(curve, neighbourChart(curve)));
