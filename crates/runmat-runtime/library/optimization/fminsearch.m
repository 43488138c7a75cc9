function [x, fval, exitflag, output] = fminsearch(varargin)
  % [x, fval] = fminsearch(f, x0, options): minimum of f near x0 by the simplex method of Nelder and Mead.
  if nargin < 1
    print_usage();
  end
  if nargin == 1 && ischar(varargin{1}) && strcmp(varargin{1}, 'defaults')
    x = struct('Display', 'notify', 'FunValCheck', 'off', 'MaxFunEvals', [], 'MaxIter', [], 'OutputFcn', [], 'TolFun', 1e-4, 'TolX', 1e-4);
    return;
  end
  if nargin == 1
    problem = varargin{1};
    varargin = {problem.objective, problem.x0, problem.options};
  end
  fcn = varargin{1};
  x0 = varargin{2};
  options = struct();
  extra = {};
  if numel(varargin) > 2
    if ~isempty(varargin{3})
      options = varargin{3};
    end
    extra = varargin(4:end);
  end
  if ischar(fcn)
    fcn = str2func(fcn);
  end
  n = numel(x0);
  tolx = optimget(options, 'TolX', 1e-4);
  tolf = optimget(options, 'TolFun', 1e-4);
  maxfev = optimget(options, 'MaxFunEvals', 200 * n);
  maxiter = optimget(options, 'MaxIter', 200 * n);
  funchk = strcmpi(optimget(options, 'FunValCheck', 'off'), 'on');
  outfcn = optimget(options, 'OutputFcn', []);
  shape = size(x0);
  points = repmat(x0(:), 1, n + 1);
  values = zeros(1, n + 1);
  values(1) = value_at(fcn, points(:, 1), shape, extra, funchk);
  for k = 1:n
    if points(k, k + 1) ~= 0
      points(k, k + 1) = 1.05 * points(k, k + 1);
    else
      points(k, k + 1) = 0.00025;
    end
    values(k + 1) = value_at(fcn, points(:, k + 1), shape, extra, funchk);
  end
  nfev = n + 1;
  niter = 0;
  exitflag = 0;
  [values, order] = sort(values);
  points = points(:, order);
  while nfev < maxfev && niter < maxiter
    spread = max(max(abs(points(:, 2:end) - repmat(points(:, 1), 1, n))));
    if max(abs(values(1) - values(2:end))) <= max(tolf, 10 * eps(values(1))) && spread <= max(tolx, 10 * eps(max(abs(points(:, 1)))))
      exitflag = 1;
      break;
    end
    centre = mean(points(:, 1:n), 2);
    worst = points(:, end);
    xr = 2 * centre - worst;
    fr = value_at(fcn, xr, shape, extra, funchk);
    nfev = nfev + 1;
    shrink = false;
    if fr < values(1)
      xe = 3 * centre - 2 * worst;
      fe = value_at(fcn, xe, shape, extra, funchk);
      nfev = nfev + 1;
      if fe < fr
        points(:, end) = xe;
        values(end) = fe;
      else
        points(:, end) = xr;
        values(end) = fr;
      end
    elseif fr < values(n)
      points(:, end) = xr;
      values(end) = fr;
    elseif fr < values(end)
      xc = 1.5 * centre - 0.5 * worst;
      fc = value_at(fcn, xc, shape, extra, funchk);
      nfev = nfev + 1;
      if fc <= fr
        points(:, end) = xc;
        values(end) = fc;
      else
        shrink = true;
      end
    else
      xc = 0.5 * centre + 0.5 * worst;
      fc = value_at(fcn, xc, shape, extra, funchk);
      nfev = nfev + 1;
      if fc < values(end)
        points(:, end) = xc;
        values(end) = fc;
      else
        shrink = true;
      end
    end
    if shrink
      for k = 2:n + 1
        points(:, k) = points(:, 1) + 0.5 * (points(:, k) - points(:, 1));
        values(k) = value_at(fcn, points(:, k), shape, extra, funchk);
      end
      nfev = nfev + n;
    end
    [values, order] = sort(values);
    points = points(:, order);
    niter = niter + 1;
    if ~isempty(outfcn)
      state.iteration = niter;
      state.funccount = nfev;
      state.fval = values(1);
      if outfcn(reshape(points(:, 1), shape), state, 'iter')
        exitflag = -1;
        break;
      end
    end
  end
  x = reshape(points(:, 1), shape);
  fval = values(1);
  output.iterations = niter;
  output.funcCount = nfev;
  output.algorithm = 'Nelder-Mead simplex direct search';
  output.message = '';
end

function y = value_at(fcn, x, shape, extra, check)
  y = fcn(reshape(x, shape), extra{:});
  if check && ~isreal(y)
    error('fminsearch:notreal', 'fminsearch: non-real value encountered');
  elseif check && any(isnan(y(:)))
    error('fminsearch:isnan', 'fminsearch: NaN value encountered');
  elseif check && any(isinf(y(:)))
    error('fminsearch:isinf', 'fminsearch: Inf value encountered');
  end
end
