import type BaseViewer from 'bpmn-js/lib/BaseViewer'
import type { Element } from 'bpmn-js/lib/model/Types'
import type Canvas from 'diagram-js/lib/core/Canvas'
import type ElementRegistry from 'diagram-js/lib/core/ElementRegistry'
import type Selection from 'diagram-js/lib/features/selection/Selection'
import { useEffect } from 'react'
import type { Diagnostic } from '../../../core/definitions-api.ts'
import { pointOf, type Point } from './element-point.ts'

/** Selects the element of the problem that was clicked and brings it into the middle, large enough to read. */
export function useFocusedElement(viewer: BaseViewer | undefined, focused: Diagnostic | null): void {
  useEffect(() => {
    const id = focused?.elementId
    const element = id ? (viewer?.get<ElementRegistry>('elementRegistry').get(id) as Element | undefined) : undefined
    if (!viewer || !element) return
    viewer.get<Selection>('selection').select(element)
    centre(viewer.get<Canvas>('canvas'), pointOf(element))
  }, [viewer, focused])
}

function centre(canvas: Canvas, { x, y }: Point): void {
  if (canvas.zoom() < 0.8) canvas.zoom(0.8)
  const { width, height } = canvas.viewbox()
  canvas.viewbox({ x: x - width / 2, y: y - height / 2, width, height })
}
