import type BaseViewer from 'bpmn-js/lib/BaseViewer'
import type { Element } from 'bpmn-js/lib/model/Types'
import type Canvas from 'diagram-js/lib/core/Canvas'
import type ElementRegistry from 'diagram-js/lib/core/ElementRegistry'
import type Overlays from 'diagram-js/lib/features/overlays/Overlays'
import { useEffect } from 'react'
import type { Diagnostic } from '../../../core/definitions-api.ts'
import { markOffset } from './element-point.ts'

const OVERLAY = 'jw-diagnostic'

/** A dot on every element that has faults; hovering it reads them. */
export function useDiagnosticMarks(viewer: BaseViewer | undefined, diagnostics: readonly Diagnostic[]): void {
  useEffect(() => {
    if (!viewer) return
    const registry = viewer.get<ElementRegistry>('elementRegistry')
    const overlays = viewer.get<Overlays>('overlays')
    const canvas = viewer.get<Canvas>('canvas')
    const marked = [...byElement(diagnostics)].filter(([id]) => registry.get(id) !== undefined)
    for (const [id, faults] of marked) {
      const severity = faults.some(fault => fault.severity === 'error') ? 'error' : 'warning'
      overlays.add(id, OVERLAY, { position: markOffset(registry.get(id) as Element), html: dot(severity, faults) })
      canvas.addMarker(id, `jw-faulty-${severity}`)
    }
    return () => {
      overlays.remove({ type: OVERLAY })
      for (const [id] of marked) {
        if (registry.get(id) === undefined) continue
        canvas.removeMarker(id, 'jw-faulty-error')
        canvas.removeMarker(id, 'jw-faulty-warning')
      }
    }
  }, [viewer, diagnostics])
}

function byElement(diagnostics: readonly Diagnostic[]): Map<string, Diagnostic[]> {
  const found = new Map<string, Diagnostic[]>()
  for (const diagnostic of diagnostics) {
    const { elementId } = diagnostic
    if (elementId) found.set(elementId, [...(found.get(elementId) ?? []), diagnostic])
  }
  return found
}

function dot(severity: string, faults: readonly Diagnostic[]): HTMLElement {
  const mark = document.createElement('div')
  mark.className = 'jw-diagnostic'
  mark.dataset.severity = severity
  mark.title = faults.map(fault => fault.message).join('\n')
  mark.setAttribute('role', 'img')
  mark.setAttribute('aria-label', mark.title)
  return mark
}
