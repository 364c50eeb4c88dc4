import type Canvas from 'diagram-js/lib/core/Canvas'

/** Left of it is the palette. */
const MARGIN = { left: 96, right: 32, top: 32 }
const SMALLEST = 0.8

/** Shows the whole flow, but never larger than life and never too small to read: then its beginning. */
export function fitCanvas(canvas: Canvas): void {
  const { inner, outer } = canvas.viewbox()
  const room = { width: outer.width - MARGIN.left - MARGIN.right, height: outer.height - 2 * MARGIN.top }
  if (room.width <= 0 || room.height <= 0) return
  const scale = Math.min(1, Math.max(SMALLEST, Math.min(room.width / inner.width, room.height / inner.height)))
  const spare = {
    x: Math.max(0, room.width - inner.width * scale) / 2,
    y: Math.max(0, room.height - inner.height * scale) / 2,
  }
  canvas.viewbox({
    x: inner.x - (MARGIN.left + spare.x) / scale,
    y: inner.y - (MARGIN.top + spare.y) / scale,
    width: outer.width / scale,
    height: outer.height / scale,
  })
}
