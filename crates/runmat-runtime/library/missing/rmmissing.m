function [r, tf] = rmmissing(a, varargin)
  % [r, tf] = rmmissing(a, dim, 'MinNumMissing', n): a without the elements, rows or columns that miss something.
  dim = 1;
  least = 1;
  while ~isempty(varargin)
    if isnumeric(varargin{1})
      dim = varargin{1};
      varargin(1) = [];
    else
      least = varargin{2};
      varargin(1:2) = [];
    end
  end
  gone = ismissing(a);
  if isvector(a)
    tf = gone;
    r = a(~tf);
  elseif dim == 1
    tf = sum(gone, 2) >= least;
    r = a(~tf, :);
  else
    tf = sum(gone, 1) >= least;
    r = a(:, ~tf);
  end
end
