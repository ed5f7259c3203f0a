/* What the preview's own pages do beyond HTML: selects that submit, lists that are open where there is room. */
(function (document, window) {
  'use strict';
  document.documentElement.dataset.script = 'on';
  document.querySelectorAll('select[data-submits]').forEach(function (select) {
    // Arrow keys change a select at each press, so a keyboard user confirms by leaving it or with Enter.
    var chosen = select.value;
    var byKey = false;
    function submit() { if (select.value !== chosen) { select.form.submit(); } }
    select.addEventListener('keydown', function (event) {
      byKey = event.key !== 'Enter' && event.key !== ' ';
      if (event.key === 'Enter') { submit(); }
    });
    select.addEventListener('pointerdown', function () { byKey = false; });
    select.addEventListener('change', function () { if (!byKey) { submit(); } });
    select.addEventListener('blur', submit);
  });
  var wide = window.matchMedia('(min-width: 1000px)');
  document.querySelectorAll('[data-open-when-wide]').forEach(function (details) {
    details.open = wide.matches;
    wide.addEventListener('change', function () { details.open = wide.matches; });
  });
}(document, window));
