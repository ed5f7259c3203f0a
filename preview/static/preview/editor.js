/* What Studio's edit window does with an editor's notifications: `save` ends or fails, `cancel` closes. */
(function (document, window) {
  'use strict';
  var editor = document.querySelector('[data-editor]');
  var message = document.getElementById('edit-message');
  if (!editor) { return; }
  var close = function () { window.location.assign(editor.dataset.back); };
  document.addEventListener('preview:notify', function (event) {
    var name = event.detail.name;
    var data = event.detail.data;
    if (name === 'cancel') { close(); }
    if (name === 'save' && data.state === 'start') { message.textContent = ''; editor.setAttribute('aria-busy', 'true'); }
    if (name === 'save' && data.state === 'end') { close(); }
    if (name === 'error') {
      editor.removeAttribute('aria-busy');
      message.textContent = [data.title, data.message].filter(Boolean).join(': ');
      message.className = 'problem-note';
    }
  });
}(document, window));
