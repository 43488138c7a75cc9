function [q, err] = quadgk(f, a, b, varargin)
  % [q, err] = quadgk(f, a, b, 'AbsTol', t, 'RelTol', t, 'Waypoints', w, ...): adaptive Gauss-Kronrod integration.
  if nargin < 3
    print_usage();
  end
  if ischar(f)
    f = str2func(f);
  end
  if isa(a, 'single') || isa(b, 'single')
    abstol = 1e-5;
    reltol = 1e-4;
  else
    abstol = 1e-10;
    reltol = 1e-6;
  end
  waypoints = [];
  maxint = 650;
  arrayvalued = false;
  trace = false;
  if ~isempty(varargin)
    if ischar(varargin{1})
      if mod(numel(varargin), 2) ~= 0
        error('quadgk: property PROP/VALUE options must occur in pairs');
      end
      for k = 1:2:numel(varargin)
        name = varargin{k};
        value = varargin{k + 1};
        if ~ischar(name)
          error('quadgk: property PROP must be a string');
        end
        switch lower(name)
          case 'reltol'
            reltol = value;
          case 'abstol'
            abstol = value;
          case 'waypoints'
            waypoints = value(:);
          case 'maxintervalcount'
            maxint = value;
          case 'arrayvalued'
            arrayvalued = value;
          case 'trace'
            trace = value;
          otherwise
            error('quadgk: unknown property "%s"', name);
        end
      end
    else
      if numel(varargin) >= 1 && ~isempty(varargin{1})
        abstol = varargin{1};
      end
      if numel(varargin) >= 2
        trace = varargin{2};
      end
      if numel(varargin) > 2
        print_usage();
      end
    end
  end
  if ~isscalar(abstol) || abstol < 0
    error('quadgk: ABSTOL must be a scalar >=0');
  elseif ~isscalar(reltol) || reltol < 0
    error('quadgk: RELTOL must be a scalar >=0');
  end
  if arrayvalued
    f = @(x) one_by_one(f, x);
  end
  [q, err] = __gauss_kronrod__(f, a, b, abstol, reltol, waypoints, maxint);
end

function y = one_by_one(f, x)
  y = zeros(size(x));
  for k = 1:numel(x)
    y(k) = f(x(k));
  end
end
