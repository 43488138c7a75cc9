function [proto, parts] = __unify__(varargin)
  % [proto, parts] = __unify__(a, b, ...): months and days of each; numbers are days.
  proto = varargin{find(cellfun(@(x) isa(x, 'calendarDuration'), varargin), 1)};
  parts = varargin;
  for k = 1:numel(parts)
    x = parts{k};
    if isa(x, 'calendarDuration')
      parts{k} = x.data__;
    elseif isa(x, 'duration')
      parts{k} = complex(0 * x.data__, x.data__ / 86400000);
    elseif isnumeric(x)
      parts{k} = complex(0 * double(x), double(x));
    else
      error('MATLAB:calendarDuration:InvalidComparison', 'Cannot combine a calendarDuration array with a value of class ''%s''.', class(x));
    end
  end
end
