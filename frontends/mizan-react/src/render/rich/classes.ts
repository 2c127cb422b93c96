import type { ClassMap } from '../classes.js'

/** The classes of what few layouts have, by the preset that a map is made from. */
export const PRESETS: Readonly<Record<'bootstrap5', ClassMap>> = {
  bootstrap5: {
    tabs: 'nav nav-tabs',
    tab: 'nav-link',
    tabActive: 'active',
    tabPanel: 'card-body',
    accordion: 'accordion',
    group: 'accordion-item',
    groupTitle: 'accordion-header p-3',
    groupBody: 'accordion-body',
    inline: 'form-check-inline',
    switch: 'form-switch',
    floating: 'form-floating',
    beside: 'row',
    besideLabel: 'col-form-label',
    besideLegend: 'col-form-label pt-0 fs-6',
    addons: 'input-group',
    addon: 'input-group-text',
    multi: 'd-flex gap-2',
    dismissible: 'alert-dismissible',
    close: 'btn-close',
    modal: 'modal-content',
    modalHead: 'modal-header',
    modalTitle: 'modal-title',
    modalBody: 'modal-body',
  },
}
