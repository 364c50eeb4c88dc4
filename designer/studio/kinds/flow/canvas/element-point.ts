import type { Connection, Element, Shape } from 'bpmn-js/lib/model/Types'

export interface Point {
  x: number
  y: number
}

/** Where to look for an element: the middle of a shape; of a connection its first piece, where its condition stands. */
export function pointOf(element: Element): Point {
  if (!isConnection(element)) {
    const { x, y, width, height } = element as Shape
    return { x: x + width / 2, y: y + height / 2 }
  }
  const [first, second] = element.waypoints
  return { x: (first!.x + second!.x) / 2, y: (first!.y + second!.y) / 2 }
}

/** Where a mark of 16 px is put, from the upper left corner of the element: a shape's right upper corner, a connection's point. */
export function markOffset(element: Element): { left: number; top: number } {
  if (!isConnection(element)) return { left: (element as Shape).width - 9, top: -7 }
  const point = pointOf(element)
  const corner = {
    x: Math.min(...element.waypoints.map(each => each.x)),
    y: Math.min(...element.waypoints.map(each => each.y)),
  }
  return { left: point.x - corner.x - 8, top: point.y - corner.y - 8 }
}

const isConnection = (element: Element): element is Connection => 'waypoints' in element
