/* The globals that the platform's page gives to blocks, as far as the extracted blocks use them.
 *
 * jQuery 2.2.4 and underscore are loaded before this file, as in the LMS. The rest is here: gettext and its
 * relations, Logger, edx.HtmlUtils and edx.StringUtils, SR, globalTooltipManager, onTouchBasedDevice, and
 * jQuery's CSRF header, `cookie` and `*WithPrefix` calls.
 */
(function (window, $, _) {
  'use strict';

  function cookie(name) {
    var found = Reflect.get(Document.prototype, 'cookie', document).split('; ').filter(function (pair) { return pair.indexOf(name + '=') === 0; })[0];
    return found ? decodeURIComponent(found.slice(name.length + 1)) : '';
  }

  // gettext, as Django's JavaScript catalogue has it.
  var catalogue = (window.django && window.django.catalog) || {};
  function gettext(text) {
    var value = catalogue[text];
    return value === undefined ? text : typeof value === 'string' ? value : value[0];
  }
  function ngettext(singular, plural, count) {
    var value = catalogue[singular];
    if (value === undefined) { return count === 1 ? singular : plural; }
    return value.constructor === Array ? value[count === 1 ? 0 : 1] : value;
  }
  function interpolate(format, values, named) {
    if (named) {
      return format.replace(/%\(\w+\)s/g, function (match) { return String(values[match.slice(2, -2)]); });
    }
    var rest = [].concat(values);
    return format.replace(/%s/g, function () { return String(rest.shift()); });
  }
  var own = {
    gettext: gettext,
    ngettext: ngettext,
    interpolate: interpolate,
    pgettext: function (_context, text) { return gettext(text); },
    npgettext: function (_context, singular, plural, count) { return ngettext(singular, plural, count); },
    gettext_noop: function (text) { return text; }
  };
  Object.keys(own).forEach(function (name) { window[name] = window[name] || own[name]; });

  // The event log of the platform's browser side. It goes to the server there; here to whoever listens.
  window.Logger = {
    log: function (type, data) {
      $(document).trigger('preview:logged', [type, data]);
      return $.Deferred().resolve().promise();
    },
    listen: function () {},
    bind: function () {}
  };

  // edx-ui-toolkit.
  function HtmlSnippet(text) { this.text = text; }
  HtmlSnippet.prototype.toString = HtmlSnippet.prototype.valueOf = function () { return this.text; };
  function HTML(text) { return new HtmlSnippet(text); }
  function ensureHtml(value) { return value instanceof HtmlSnippet ? value : HTML(_.escape(value)); }
  var StringUtils = {
    interpolate: function (format, values) {
      return format.replace(/{\w+}/g, function (match) { return String(values[match.slice(1, -1)]); });
    }
  };
  var HtmlUtils = {
    HTML: HTML,
    HtmlSnippet: HtmlSnippet,
    ensureHtml: ensureHtml,
    interpolateHtml: function (format, values) {
      return HTML(StringUtils.interpolate(ensureHtml(format).toString(), _.mapObject(values, ensureHtml)));
    },
    joinHtml: function () { return HTML(_.map(arguments, ensureHtml).join('')); },
    setHtml: function (element, html) { return $(element).html(ensureHtml(html).toString()); },
    append: function (element, html) { return $(element).append(ensureHtml(html).toString()); },
    prepend: function (element, html) { return $(element).prepend(ensureHtml(html).toString()); }
  };
  window.edx = window.edx || {};
  window.edx.HtmlUtils = window.edx.HtmlUtils || HtmlUtils;
  window.edx.StringUtils = window.edx.StringUtils || StringUtils;

  // What a screen reader is told after an action.
  var reader = function () { return document.getElementById('reader-feedback'); };
  window.SR = {
    clear: function () { if (reader()) { reader().textContent = ''; } },
    readText: function (text) { window.SR.readTexts([text]); },
    readTexts: function (texts) {
      if (!reader()) { return; }
      reader().textContent = '';
      texts.forEach(function (text) {
        var line = document.createElement('p');
        line.textContent = text;
        reader().appendChild(line);
      });
    }
  };
  window.globalTooltipManager = { openTooltip: function () {}, hide: function () {} };

  window.onTouchBasedDevice = function () { return navigator.userAgent.match(/iPhone|iPod|iPad|Android/i); };

  // jQuery adds the CSRF header to what goes to this server; `fetch` does not, as on the platform.
  $.ajaxSetup({
    beforeSend: function (request, settings) {
      if (!/^(GET|HEAD|OPTIONS|TRACE)$/i.test(settings.type) && !this.crossDomain) {
        request.setRequestHeader('X-CSRFToken', cookie('csrftoken'));
      }
    }
  });
  // A script in a problem's markup runs as an element, so that the page's policy decides; jQuery 2 would `eval` it.
  $.globalEval = function (code) {
    var script = document.createElement('script');
    script.text = code;
    document.head.appendChild(script).parentNode.removeChild(script);
  };
  // The `jquery.cookie` plug-in.
  $.cookie = function (name, value, options) {
    if (value === undefined) { return cookie(name) || undefined; }
    var end = value === null ? '; max-age=0' : '';
    if (options && typeof options.expires === 'number') { end = '; max-age=' + options.expires * 86400; }
    document.cookie = name + '=' + encodeURIComponent(value === null ? '' : value)
      + '; path=' + ((options && options.path) || '/') + '; SameSite=Lax' + end;
    return value;
  };
  $.postWithPrefix = function () { return $.post.apply($, arguments); };
  $.getWithPrefix = function () { return $.get.apply($, arguments); };
  $.ajaxWithPrefix = function () { return $.ajax.apply($, arguments); };
}(window, window.jQuery, window._));
