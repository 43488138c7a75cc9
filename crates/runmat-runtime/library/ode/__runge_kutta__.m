function varargout = __runge_kutta__(method, outputs, fcn, tspan, init, varargin)
  % Adaptive integration with an embedded pair whose last stage is the first one of the next step, or with a
  % linearly implicit method for stiff problems (`method.stiff`).
  name = method.name;
  options = [];
  extra = {};
  if ~isempty(varargin)
    if isstruct(varargin{1})
      options = varargin{1};
      extra = varargin(2:end);
    elseif isempty(varargin{1})
      extra = varargin(2:end);
    else
      extra = varargin;
    end
  end
  if isempty(options)
    options = odeset();
  end
  if ~isnumeric(tspan) || ~isvector(tspan)
    error('Octave:invalid-input-arg', '%s: TRANGE must be a numeric vector', name);
  end
  if numel(tspan) < 2
    error('Octave:invalid-input-arg', '%s: TRANGE must contain at least 2 elements', name);
  elseif tspan(1) == tspan(2)
    error('Octave:invalid-input-arg', '%s: invalid time span, TRANGE(1) == TRANGE(2)', name);
  end
  if ~isnumeric(init) || ~isvector(init)
    error('Octave:invalid-input-arg', '%s: INIT must be a numeric vector', name);
  end
  if ischar(fcn)
    if ~exist(fcn)
      error('Octave:invalid-input-arg', '%s: function "%s" not found', name, fcn);
    end
    fcn = str2func(fcn);
  end
  if ~isa(fcn, 'function_handle') && ~isa(fcn, 'inline')
    error('Octave:invalid-input-arg', '%s: FCN must be a valid function handle', name);
  end
  tspan = tspan(:);
  direction = sign(tspan(end) - tspan(1));
  y = init(:);
  n = numel(y);
  reltol = odeget(options, 'RelTol', 1e-3);
  abstol = odeget(options, 'AbsTol', 1e-6);
  if ~(isnumeric(reltol) && isscalar(reltol) && reltol > 0)
    error('Octave:invalid-input-arg', '%s: RelTol must be a positive scalar', name);
  end
  if ~isscalar(abstol) && numel(abstol) ~= n
    error('Octave:invalid-input-arg', '%s: invalid value assigned to field ''%s''', name, 'AbsTol');
  end
  abstol = abstol(:);
  normcontrol = is_on(odeget(options, 'NormControl', 'off'));
  maxstep = odeget(options, 'MaxStep', 0.1 * abs(tspan(end) - tspan(1)));
  nonneg = odeget(options, 'NonNegative', []);
  mass = odeget(options, 'Mass', []);
  mass_state = odeget(options, 'MStateDependence', 'weak');
  outfcn = odeget(options, 'OutputFcn', []);
  outsel = odeget(options, 'OutputSel', []);
  events = odeget(options, 'Events', []);
  refine = method.refine;
  if __octave__()
    refine = 1;
  end
  refine = max(1, odeget(options, 'Refine', refine));
  stats = is_on(odeget(options, 'Stats', 'off'));
  if ischar(outfcn)
    outfcn = str2func(outfcn);
  end
  if ischar(events)
    events = str2func(events);
  end
  if ischar(mass)
    mass = str2func(mass);
  end
  f = @(t, y) fcn(t, y, extra{:});
  stiff = isfield(method, 'stiff');
  if stiff
    [f, massfcn, jacobian] = stiff_parts(fcn, mass, mass_state, odeget(options, 'Jacobian', []), tspan(1), y, extra);
  elseif ~isempty(mass)
    if isnumeric(mass)
      f = @(t, y) mass \ fcn(t, y, extra{:});
    elseif strcmpi(mass_state, 'none')
      f = @(t, y) mass(t, extra{:}) \ fcn(t, y, extra{:});
    else
      f = @(t, y) mass(t, y, extra{:}) \ fcn(t, y, extra{:});
    end
  end
  t = tspan(1);
  k1 = f(t, y);
  nfev = 1;
  if numel(k1) ~= n
    error('Octave:invalid-input-arg', '%s: FCN must return as many values as INIT has', name);
  end
  k1 = k1(:);
  h = odeget(options, 'InitialStep', []);
  if isempty(h)
    [h, used] = first_step(f, t, y, k1, direction, reltol, abstol, method.order, maxstep);
    nfev = nfev + used;
  end
  h = min(abs(h), maxstep);
  fixed_points = numel(tspan) > 2;
  tout = t;
  yout = y;
  next_out = 2;
  ie = [];
  te = [];
  ye = [];
  stop_now = false;
  if ~isempty(events)
    ev = event_values(events, t, y, extra);
  end
  if ~isempty(outfcn)
    outfcn([tspan(1); tspan(end)], selected(y, outsel), 'init', extra{:});
  end
  stages = numel(method.c);
  good = 0;
  failed = 0;
  power = 1 / method.order;
  tend = tspan(end);
  while ~stop_now && direction * (tend - t) > 0
    if abs(tend - t) <= h * (1 + 1e-10)
      step = tend - t;
      last = true;
    else
      step = direction * h;
      last = false;
    end
    if stiff
      [ynew, ylow, k, k1new, used] = method.stiff(f, massfcn(t, y), jacobian, t, y, k1, step);
      nfev = nfev + used;
    else
      k = zeros(n, stages);
      k(:, 1) = k1;
      for s = 2:stages
        ys = y + step * (k(:, 1:s - 1) * method.a(s, 1:s - 1).');
        v = f(t + method.c(s) * step, ys);
        k(:, s) = v(:);
      end
      nfev = nfev + stages - 1;
      ynew = y + step * (k * method.high.');
      ylow = y + step * (k * method.low.');
      k1new = k(:, stages);
    end
    if ~isempty(nonneg)
      ynew(nonneg(ynew(nonneg) < 0)) = 0;
    end
    if ~isempty(nonneg)
      ylow(nonneg(ylow(nonneg) < 0)) = 0;
    end
    if last
      tnew = tend;
    else
      tnew = t + step;
    end
    difference = abs(ynew - ylow);
    if normcontrol
      bound = max(reltol * max(norm(y), norm(ynew)), max(abstol));
      err = norm(ynew - ylow) / bound;
    else
      bound = max(abstol, reltol * max(abs(y), abs(ynew)));
      err = max(difference ./ bound);
    end
    if ~(err <= 1)
      failed = failed + 1;
      if isnan(err)
        h = abs(step) / 10;
      else
        h = abs(step) * max(0.2, 0.8 * err ^ (-power));
      end
      if h < 10 * eps(max(abs(t), abs(tend)))
        warning('Octave:%s-tolerance', '%s: the step became too small at t = %g before the end of the interval', name, t);
        break;
      end
      continue;
    end
    good = good + 1;
    if ~isempty(nonneg)
      v = f(tnew, ynew);
      k1new = v(:);
    end
    piece = struct('t0', t, 'h', tnew - t, 'y0', y, 'y1', ynew, 'k', k);
    % Events.
    ts = tnew;
    if ~isempty(events)
      evnew = event_values(events, tnew, ynew, extra);
      [hits, stop_t] = crossings(events, extra, method, piece, ev, evnew, t, tnew);
      for e = 1:numel(hits)
        ie = [ie; hits(e).index];
        te = [te; hits(e).t];
        ye = [ye; hits(e).y.'];
      end
      if ~isempty(stop_t)
        stop_now = true;
        ts = stop_t;
      end
      ev = evnew;
    end
    % Output.
    if fixed_points
      want = [];
      while next_out <= numel(tspan) && direction * (tspan(next_out) - ts) <= 0
        want(end + 1) = tspan(next_out);
        next_out = next_out + 1;
      end
    elseif refine > 1
      want = t + (ts - t) * (1:refine) / refine;
      want(end) = ts;
    else
      want = ts;
    end
    if stop_now && (isempty(want) || want(end) ~= ts)
      want(end + 1) = ts;
    end
    yw = zeros(n, numel(want));
    for j = 1:numel(want)
      if want(j) == tnew
        yw(:, j) = ynew;
      else
        yw(:, j) = dense(method, piece, want(j));
      end
    end
    tout = [tout, want];
    yout = [yout, yw];
    if ~isempty(outfcn)
      for j = 1:numel(want)
        if outfcn(want(j), selected(yw(:, j), outsel), [], extra{:})
          stop_now = true;
          break;
        end
      end
    end
    t = tnew;
    y = ynew;
    k1 = k1new;
    if err == 0
      h = min(abs(step) * 5, maxstep);
    else
      h = min(abs(step) * min(5, max(0.2, 0.8 * err ^ (-power))), maxstep);
    end
  end
  if ~isempty(outfcn)
    outfcn([], [], 'done', extra{:});
  end
  if stats
    disp(sprintf('Number of successful steps: %d', good));
    disp(sprintf('Number of failed attempts:  %d', failed));
    disp(sprintf('Number of function calls:   %d', nfev));
  end
  if outputs == 1
    solution.ie = ie;
    solution.xe = te;
    solution.ye = ye;
    solution.x = tout;
    solution.y = yout;
    solution.solver = name;
    if ~__octave__()
      solution.extdata = struct('odefun', fcn, 'options', options, 'varargin', {extra});
    end
    if stats
      solution.stats = struct('nsteps', good, 'nfailed', failed, 'nfevals', nfev, 'npds', 0, 'ndecomps', 0, 'nlinsols', 0);
    end
    varargout = {solution};
  else
    varargout = {tout.', yout.', te, ye, ie};
    varargout = varargout(1:max(outputs, 1));
  end
end

function on = is_on(v)
  if ischar(v)
    on = strcmpi(v, 'on');
  else
    on = ~isempty(v) && v;
  end
end

function [f, massfcn, jacobian] = stiff_parts(fcn, mass, mass_state, jac, t, y, extra)
  % The right side, the mass matrix and the Jacobian as functions of time and state.
  f = @(t, y) reshape(fcn(t, y, extra{:}), [], 1);
  if isempty(mass)
    one = eye(numel(y));
    massfcn = @(t, y) one;
  elseif isnumeric(mass)
    massfcn = @(t, y) mass;
  elseif strcmpi(mass_state, 'none') && nargin(mass) == 1
    massfcn = @(t, y) mass(t);
  else
    massfcn = @(t, y) mass(t, y, extra{:});
  end
  if isempty(jac)
    jacobian = @(t, y, f0) differences(f, t, y, f0);
  elseif isnumeric(jac)
    jacobian = @(t, y, f0) jac;
  else
    if ischar(jac)
      jac = str2func(jac);
    end
    jacobian = @(t, y, f0) jac(t, y, extra{:});
  end
  moves = ~isempty(mass) && ~isnumeric(mass) && ~strcmpi(mass_state, 'none');
  if moves && rcond(full(massfcn(t, y))) > 1e-12
    % A mass matrix that depends on the state is divided by, so that its changes take part.
    plain = f;
    m = massfcn;
    f = @(t, y) m(t, y) \ plain(t, y);
    one = eye(numel(y));
    massfcn = @(t, y) one;
    jacobian = @(t, y, f0) differences(f, t, y, f0);
  end
end

function j = differences(f, t, y, f0)
  % The Jacobian by differences.
  n = numel(y);
  j = zeros(n);
  for c = 1:n
    d = sqrt(eps) * max(abs(y(c)), 1e-5);
    moved = y;
    moved(c) = moved(c) + d;
    j(:, c) = (f(t, moved) - f0) / d;
  end
end

function y = selected(y, which)
  if ~isempty(which)
    y = y(which);
  end
end

function [h, used] = first_step(f, t, y, k1, direction, reltol, abstol, order, maxstep)
  scale = abstol + reltol * abs(y);
  d0 = max(abs(y) ./ scale);
  d1 = max(abs(k1) ./ scale);
  if d0 < 1e-5 || d1 < 1e-5
    h = 1e-6;
  else
    h = 0.01 * d0 / d1;
  end
  h = min(h, maxstep);
  k2 = f(t + direction * h, y + direction * h * k1);
  used = 1;
  d2 = max(abs(k2(:) - k1) ./ scale) / h;
  if max(d1, d2) <= 1e-15
    h1 = max(1e-6, h * 1e-3);
  else
    h1 = (0.01 / max(d1, d2)) ^ (1 / order);
  end
  h = min([100 * h, h1, maxstep]);
end

function y = dense(method, p, t)
  s = (t - p.t0) / p.h;
  if strcmp(method.dense, 'rosenbrock2')
    d = 1 / (2 + sqrt(2));
    y = p.y0 + p.h * (s * (1 - s) / (1 - 2 * d) * p.k(:, 1) + s * (s - 2 * d) / (1 - 2 * d) * p.k(:, 2));
  elseif strcmp(method.dense, 'rodas')
    first = p.k(:, 1:5) * [10.12623508344586; -7.487995877610167; -34.80091861555747; -7.992771707568823; 1.025137723295662];
    second = p.k(:, 1:5) * [-0.6762803392801253; 6.087714651680015; 16.43084320892478; 24.76722511418386; -6.594389125716872];
    y = (1 - s) * p.y0 + s * (p.y1 + (1 - s) * (first + s * second));
  elseif strcmp(method.dense, 'dp')
    b = [s - 8048581381/2820520608 * s ^ 2 + 8663915743/2820520608 * s ^ 3 - 12715105075/11282082432 * s ^ 4
         0
         131558114200/32700410799 * s ^ 2 - 68118460800/10900136933 * s ^ 3 + 87487479700/32700410799 * s ^ 4
         -1754552775/470086768 * s ^ 2 + 14199869525/1410260304 * s ^ 3 - 10690763975/1880347072 * s ^ 4
         127303824393/49829197408 * s ^ 2 - 318862633887/49829197408 * s ^ 3 + 701980252875/199316789632 * s ^ 4
         -282668133/205662961 * s ^ 2 + 2019193451/616988883 * s ^ 3 - 1453857185/822651844 * s ^ 4
         40617522/29380423 * s ^ 2 - 110615467/29380423 * s ^ 3 + 69997945/29380423 * s ^ 4];
    y = p.y0 + p.h * (p.k * b);
  else
    y = (1 + 2 * s) * (1 - s) ^ 2 * p.y0 + s * (1 - s) ^ 2 * p.h * p.k(:, 1) + s ^ 2 * (3 - 2 * s) * p.y1 + s ^ 2 * (s - 1) * p.h * p.k(:, end);
  end
end

function v = event_values(events, t, y, extra)
  [value, terminal, direction] = events(t, y, extra{:});
  v = struct('value', value(:), 'terminal', terminal(:), 'direction', direction(:));
end

function [hits, stop_t] = crossings(events, extra, method, piece, ev, evnew, t0, t1)
  hits = struct('index', {}, 't', {}, 'y', {});
  stop_t = [];
  forward = sign(t1 - t0);
  for e = 1:numel(ev.value)
    a = ev.value(e);
    b = evnew.value(e);
    if ~(sign(a) ~= sign(b) && a ~= 0)
      continue;
    end
    d = evnew.direction(e);
    if (d > 0 && b < a) || (d < 0 && b > a)
      continue;
    end
    % The crossing, by regula falsi with halving.
    lo = t0;
    hi = t1;
    flo = a;
    fhi = b;
    for step = 1:60
      if fhi == flo
        mid = (lo + hi) / 2;
      else
        mid = hi - fhi * (hi - lo) / (fhi - flo);
        if ~(forward * (mid - lo) > 0 && forward * (hi - mid) > 0) || mod(step, 3) == 0
          mid = (lo + hi) / 2;
        end
      end
      v = event_values(events, mid, dense(method, piece, mid), extra);
      fm = v.value(e);
      if sign(fm) == sign(flo)
        lo = mid;
        flo = fm;
      else
        hi = mid;
        fhi = fm;
      end
      if abs(hi - lo) <= 4 * eps(max(abs(lo), abs(hi))) || fm == 0
        break;
      end
    end
    hit.index = e;
    hit.t = hi;
    hit.y = dense(method, piece, hi);
    hits(end + 1) = hit;
    if evnew.terminal(e)
      if isempty(stop_t) || forward * (hi - stop_t) < 0
        stop_t = hi;
      end
    end
  end
  if ~isempty(hits)
    times = [hits.t];
    [~, order] = sort(forward * times);
    hits = hits(order);
    if ~isempty(stop_t)
      hits = hits(forward * ([hits.t] - stop_t) <= 0);
    end
  end
end
