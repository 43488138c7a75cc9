function [q, err, nfev] = __gauss_kronrod__(f, a, b, abstol, reltol, waypoints, maxint, pieces)
  % Adaptive integration of a vectorised function with the Gauss-Kronrod pair of 7 and 15 points.
  %
  % Infinite intervals are mapped to finite ones; ends may be singular.
  nodes = [0.991455371120812639206854697526329, 0.949107912342758524526189684047851, 0.864864423359769072789712788640926, 0.741531185599394439863864773280788, 0.586087235467691130294144838258730, 0.405845151377397166906606412076961, 0.207784955007898467600689403773245];
  nodes = [-nodes, 0, fliplr(nodes)].';
  wk = [0.022935322010529224963732008058970, 0.063092092629978553290700663189204, 0.104790010322250183839876322541518, 0.140653259715525918745189590510238, 0.169004726639267902826583426598550, 0.190350578064785409913256402421014, 0.204432940075298892414161999234649];
  wk = [wk, 0.209482141084727828012999174891714, fliplr(wk)];
  wg = [0.129484966168869693270611432679082, 0.279705391489276667901467771423780, 0.381830050505118944950369775488975];
  wg = [wg, 0.417959183673469387755102040816327, fliplr(wg)];
  nfev = 0;
  q = 0;
  err = 0;
  if a == b && isempty(waypoints)
    f(a);
    return;
  end
  negative = 1;
  contour = ~isempty(waypoints) && any(imag(waypoints) ~= 0);
  contour = contour || imag(a) ~= 0 || imag(b) ~= 0;
  if contour
    map = @(t) t;
    slope = @(t) ones(size(t));
    points = [a; waypoints(:); b];
  else
    if b < a
      [a, b] = deal(b, a);
      negative = -1;
    end
    w = sort(waypoints(:));
    w = w(w > a & w < b);
    if isinf(a) && isinf(b)
      map = @(t) t ./ (1 - t .^ 2);
      slope = @(t) (1 + t .^ 2) ./ ((1 - t .^ 2) .^ 2);
      inner = w;
      nz = w ~= 0;
      inner(nz) = (-1 + sqrt(1 + 4 * w(nz) .^ 2)) ./ (2 * w(nz));
      points = [-1; inner; 1];
    elseif isinf(b)
      map = @(t) a + (t ./ (1 - t)) .^ 2;
      slope = @(t) 2 * t ./ (1 - t) .^ 3;
      s = sqrt(w - a);
      points = [0; s ./ (1 + s); 1];
    elseif isinf(a)
      map = @(t) b - (t ./ (1 + t)) .^ 2;
      slope = @(t) -2 * t ./ (1 + t) .^ 3;
      s = sqrt(b - w);
      points = [-1; sort(-s ./ (1 + s)); 0];
    else
      c = (a + b) / 2;
      h = (b - a) / 4;
      map = @(t) h * t .* (3 - t .^ 2) + c;
      slope = @(t) 3 * h * (1 - t .^ 2);
      inner = w;
      for k = 1:numel(w)
        r = roots([-1, 0, 3, (c - w(k)) / h]);
        r = real(r(abs(imag(r)) < 1e-8 & abs(real(r)) <= 1 + 1e-12));
        if ~isempty(r)
          inner(k) = r(1);
        end
      end
      points = [-1; inner; 1];
    end
  end
  % Several pieces to begin with: ten unless given.
  if nargin < 8
    pieces = 10;
  end
  if numel(points) <= pieces && ~contour
    extra = ceil(pieces / (numel(points) - 1));
    fine = [];
    for k = 1:numel(points) - 1
      t = linspace(points(k), points(k + 1), extra + 1).';
      fine = [fine; t(1:end - 1)];
    end
    points = [fine; points(end)];
  end
  lower_ends = points(1:end - 1);
  upper_ends = points(2:end);
  [parts, errors, n] = rule(f, map, slope, lower_ends, upper_ends, nodes, wk, wg);
  nfev = nfev + n;
  done_q = 0;
  done_err = 0;
  while true
    q = done_q + sum(parts);
    err = done_err + sum(errors);
    if ~isfinite(q)
      break;
    end
    tol = max(abstol, reltol * abs(q));
    if err <= tol || isempty(parts)
      break;
    end
    widths = abs(upper_ends - lower_ends);
    total = sum(abs(diff(points)));
    small = errors <= tol * widths / total | widths < 100 * eps * max(abs(lower_ends), abs(upper_ends));
    done_q = done_q + sum(parts(small));
    done_err = done_err + sum(errors(small));
    lower_ends = lower_ends(~small);
    upper_ends = upper_ends(~small);
    if isempty(lower_ends)
      q = done_q;
      err = done_err;
      break;
    end
    middle = (lower_ends + upper_ends) / 2;
    lower_ends = [lower_ends; middle];
    upper_ends = [middle; upper_ends];
    if numel(lower_ends) > maxint
      warning('quadgk: maximum interval count (%d) exceeded', maxint);
      q = done_q + sum(parts(~small));
      err = done_err + sum(errors(~small));
      break;
    end
    [parts, errors, n] = rule(f, map, slope, lower_ends, upper_ends, nodes, wk, wg);
    nfev = nfev + n;
  end
  q = negative * q;
  if err > max(abstol, reltol * abs(q)) && isfinite(q)
    warning('quadgk: Error tolerance not met.  Estimated error: %g', err);
  elseif ~isfinite(q)
    warning('quadgk: non-finite integrand encountered');
  end
end

function [parts, errors, n] = rule(f, map, slope, low, high, nodes, wk, wg)
  half = (high - low) / 2;
  t = nodes * half.' + ((high + low) / 2).';
  x = map(t);
  y = f(reshape(x, 1, numel(x)));
  n = numel(x);
  y = reshape(y, size(x)) .* slope(t);
  parts = ((wk * y) .* half.').';
  gauss = ((wg * y(2:2:end, :)) .* half.').';
  errors = abs(parts - gauss);
end
